package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.Trace;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;

/// A real region whose calls are recorded from some moment on, each before it is passed on. For one thread.
public final class RecordedRegion extends DelegatingRegion {
    private SimulatedRegion recorder;

    public RecordedRegion(Region region) {
        super(region);
    }

    /// Begins to record.
    public void record() {
        var bytes = new byte[(int) size()];
        view().copyTo(0, MemorySegment.ofArray(bytes), 0, bytes.length);
        recorder = SimulatedRegion.of(bytes, bytes.length);
    }

    /// What was recorded since [#record].
    public Trace trace() {
        return recorder.trace();
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        if (recorder != null) recorder.write(at, source, from, length);
        super.write(at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        if (recorder != null) recorder.publish(at, word);
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        if (recorder != null) recorder.flush(at, length);
        super.flush(at, length);
    }

    @Override
    public void drain() {
        if (recorder != null) recorder.drain();
        super.drain();
    }
}
