package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Sync")
@Label("Sync")
@Category("Firn")
@Description("Waited until stored bytes were on the medium. Threads that drain at the same time share one")
@Threshold("10 ms")
@StackTrace(false)
final class SyncEvent extends Event implements Sync {
    @Label("Back-end")
    @Description("Which back-end of the ladder serves the region")
    private String backend;

    @Label("Bytes")
    @Description("Bytes stored by all threads since the drain before")
    @DataAmount
    private long bytes;

    @Override
    public void end(String backend, long bytes) {
        end();
        if (!shouldCommit()) return;
        this.backend = backend;
        this.bytes = bytes;
        commit();
    }
}
