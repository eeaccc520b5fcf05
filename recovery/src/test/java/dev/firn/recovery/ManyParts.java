package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.format.FrameLayout;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;

/// A batch of more records than a frame can count: two parts of it lie in one segment, one behind the other.
final class ManyParts extends WorkloadScenario {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int BYTES = 3 * SEGMENT_BYTES;

    /// Objects that nobody looks at.
    private static final long NOBODY = 1000;

    ManyParts() {
        super(LogScenario.defaults().withSegmentBytes(SEGMENT_BYTES));
    }

    @Override
    List<Op[]> batches() {
        var many = new ArrayList<Op>();
        many.add(new Op.Put(2, "in the first part"));
        for (int object = 0; object < FrameLayout.MAX_RECORDS; object++) many.add(new Op.Tombstone(NOBODY + object));
        return List.<Op[]>of(many.toArray(Op[]::new));
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion region) {
        LogScenario.append(region, Recovery.open(region, options).log(), 0, batches().getFirst());
    }
}
