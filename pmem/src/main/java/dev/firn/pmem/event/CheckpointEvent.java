package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Checkpoint")
@Label("Checkpoint")
@Category("Firn")
@Description("Wrote where objects are, so that the next opening reads less of the log")
@Threshold("0 ms")
@StackTrace(false)
final class CheckpointEvent extends Event implements Checkpoint {
    @Label("Base")
    @Description("Whether all objects were written, not just those changed since the last one")
    private boolean base;

    @Label("Entries")
    @Description("Objects in it")
    private long entries;

    @Label("Bytes")
    @Description("Bytes of it")
    @DataAmount
    private long bytes;

    @Label("Tail")
    @Description("Bytes of the log that an opening would have had to read without it")
    @DataAmount
    private long tail;

    @Override
    public void end(boolean base, long entries, long bytes, long tail) {
        end();
        if (!shouldCommit()) return;
        this.base = base;
        this.entries = entries;
        this.bytes = bytes;
        this.tail = tail;
        commit();
    }
}
