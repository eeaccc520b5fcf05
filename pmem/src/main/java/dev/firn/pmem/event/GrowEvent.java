package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Grow")
@Label("Grow")
@Category("Firn")
@Description("Gave the file of a store more blocks: zeros, written and synchronised")
@Threshold("0 ms")
@StackTrace(false)
final class GrowEvent extends Event implements Grow {
    @Label("Path")
    @Description("The file of the store")
    private String path;

    @Label("From")
    @Description("Bytes before")
    @DataAmount
    private long from;

    @Label("To")
    @Description("Bytes afterwards")
    @DataAmount
    private long to;

    @Override
    public void end(String path, long from, long to) {
        end();
        if (!shouldCommit()) return;
        this.path = path;
        this.from = from;
        this.to = to;
        commit();
    }
}
