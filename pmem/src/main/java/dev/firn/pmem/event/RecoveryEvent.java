package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Recovery")
@Label("Recovery")
@Category("Firn")
@Description("Read what was written since the last checkpoint, and opened the store")
@Threshold("0 ms")
@StackTrace(false)
final class RecoveryEvent extends Event implements Recovery {
    @Label("Closed in order")
    @Description("Whether the store was closed before, not killed")
    private boolean closedInOrder;

    @Label("Segments")
    @Description("Segments in the store")
    private int segments;

    @Label("Segments read")
    @Description("Segments whose frames were read")
    private int segmentsRead;

    @Label("Frames")
    @Description("Frames that were read")
    private long frames;

    @Label("Records")
    @Description("Records in them")
    private long records;

    @Label("Bytes")
    @Description("Bytes of frames that were read")
    @DataAmount
    private long bytes;

    @Label("Rewritten")
    @Description("Bytes that were made durable again")
    @DataAmount
    private long rewritten;

    @Label("Threads")
    @Description("Threads that read")
    private int threads;

    @Override
    public void end(
            boolean closedInOrder,
            int segments,
            int segmentsRead,
            long frames,
            long records,
            long bytes,
            long rewritten,
            int threads) {
        end();
        if (!shouldCommit()) return;
        this.closedInOrder = closedInOrder;
        this.segments = segments;
        this.segmentsRead = segmentsRead;
        this.frames = frames;
        this.records = records;
        this.bytes = bytes;
        this.rewritten = rewritten;
        this.threads = threads;
        commit();
    }
}
