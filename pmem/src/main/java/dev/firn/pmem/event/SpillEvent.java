package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Spill")
@Label("Spill")
@Category("Firn")
@Description("Moved cold records to the second tier")
@Threshold("0 ms")
@StackTrace(false)
final class SpillEvent extends Event implements Spill {
    @Label("Device")
    @Description("The device they went to")
    private String device;

    @Label("Records")
    @Description("Records that were moved")
    private int records;

    @Label("Bytes")
    @Description("Bytes written to the device")
    @DataAmount
    private long bytes;

    @Override
    public void end(String device, int records, long bytes) {
        end();
        if (!shouldCommit()) return;
        this.device = device;
        this.records = records;
        this.bytes = bytes;
        commit();
    }
}
