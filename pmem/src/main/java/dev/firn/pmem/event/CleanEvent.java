package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Clean")
@Label("Clean")
@Category("Firn")
@Description("Moved what lives in a segment elsewhere, so that the segment can be used again")
@Threshold("0 ms")
@StackTrace(false)
final class CleanEvent extends Event implements Clean {
    @Label("Segment")
    @Description("The segment that was emptied, the first of several that a long batch goes through")
    private int segment;

    @Label("Records")
    @Description("Records that were moved")
    private int records;

    @Label("Moved")
    @Description("Bytes that were written again")
    @DataAmount
    private long moved;

    @Label("Freed")
    @Description("Bytes of garbage given back")
    @DataAmount
    private long freed;

    @Override
    public void end(int segment, int records, long moved, long freed) {
        end();
        if (!shouldCommit()) return;
        this.segment = segment;
        this.records = records;
        this.moved = moved;
        this.freed = freed;
        commit();
    }
}
