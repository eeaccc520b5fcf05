package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.CorruptLogException;
import dev.firn.log.checkpoint.CheckpointAudit;
import dev.firn.recovery.LogScenario.Found;

/// Whenever the power fails, the superblock that counts names a checkpoint of which both copies are whole: one may be
/// lost later.
record BothCopiesScenario(CheckpointScenario of) implements CrashScenario<Found> {
    @Override
    public SimulatedRegion prepare() {
        return of.prepare();
    }

    @Override
    public void work(SimulatedRegion region) {
        of.work(region);
    }

    @Override
    public Found recover(SimulatedRegion region) {
        byte[] image = region.image();
        var superblock = Recovery.open(SimulatedRegion.of(image, image.length), of.options()).log().superblock();
        new CheckpointAudit(region.view(), superblock, new Whole()).run();
        return of.recover(region);
    }

    private static final class Whole implements CheckpointAudit.Listener {
        @Override
        public void copyLost(long address) {
            throw new AssertionError("the copy of the manifest at 0x%x is not there".formatted(address));
        }

        @Override
        public void copiesDiffer(long address) {
            throw new AssertionError("the copy of the manifest at 0x%x is another one".formatted(address));
        }

        @Override
        public void blockLost(CorruptLogException why) {
            throw why;
        }

        @Override
        public void state(CheckpointAudit.State state) {
            // What it says is compared by whoever opens the store.
        }
    }

    @Override
    public void judge(Found found, Progress progress) {
        of.judge(found, progress);
    }
}
