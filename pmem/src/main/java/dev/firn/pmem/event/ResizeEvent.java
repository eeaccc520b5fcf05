package dev.firn.pmem.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/// What is told of both. The fields are not private, or the recorder would not find them.
abstract class ResizeEvent extends Event implements Resize {
    @Label("Path")
    @Description("The file of the store")
    String path;

    @Label("From")
    @Description("Bytes before")
    @DataAmount
    long from;

    @Label("To")
    @Description("Bytes afterwards")
    @DataAmount
    long to;

    @Override
    public final void end(String path, long from, long to) {
        end();
        if (!shouldCommit()) return;
        this.path = path;
        this.from = from;
        this.to = to;
        commit();
    }
}
