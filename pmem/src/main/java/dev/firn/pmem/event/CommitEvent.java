package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

@Name("dev.firn.Commit")
@Label("Commit")
@Category("Firn")
@Description("Made a transaction durable and visible")
@Threshold("10 ms")
@StackTrace(false)
final class CommitEvent extends Event implements Commit {
    @Label("Bytes")
    @Description("Bytes of its frame in the log")
    @DataAmount
    private long bytes;

    @Label("Records")
    @Description("Records in it: changed pages, values, and deletions")
    private int records;

    @Label("Wait")
    @Description("How long of it the thread waited for a synchronisation; 0 where a drain is an instruction")
    @Timespan(Timespan.NANOSECONDS)
    private long wait;

    private transient long since;

    @Override
    public void waiting() {
        since = System.nanoTime();
    }

    @Override
    public void end(long frameBytes, int recordCount) {
        end();
        if (!shouldCommit()) return;
        bytes = frameBytes;
        records = recordCount;
        wait = since == 0 ? 0 : System.nanoTime() - since;
        commit();
    }
}
