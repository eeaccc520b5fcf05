package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.Trace;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The verbs of a region: a record of 200 bytes, a drain, and a word that says so.
public class RegionCommit implements SteppedSubject {
    private static final int BYTES = 8192;
    private static final int WARM = 30_000;

    private final MemorySegment bytes = MemorySegment.ofArray(new byte[200]);

    /// One commit.
    void commit(Region region, ForgetfulRegion below, long at, long number) {
        bytes.fill((byte) number);
        region.write(at, bytes, 0, bytes.byteSize());
        region.drain();
        region.publish(0, number);
        region.flush(0, Long.BYTES);
        region.drain();
    }

    /// The same, and the recorder is not told of the last store.
    public static final class Escaping extends RegionCommit {
        @Override
        void commit(Region region, ForgetfulRegion below, long at, long number) {
            super.commit(region, below, at, number);
            below.publish(64, number);
        }
    }

    /// The drain between record and word is recorded, and not done.
    public static final class Unfenced extends RegionCommit {
        @Override
        void commit(Region region, ForgetfulRegion below, long at, long number) {
            below.forgetNextDrain();
            super.commit(region, below, at, number);
        }
    }

    @Override
    public Window open(Path image) throws Exception {
        var options = RegionOptions.defaults().withBackend("emulated");
        var below = new ForgetfulRegion(Regions.create(image, BYTES, options));
        var region = new RecordedRegion(below);
        var warm = new Opened(this, region, below, 4096);
        for (int round = 0; round < WARM; round++) {
            // A recorder is new for its first events: that has to be compiled, too.
            if (round % 8 == 0) region.record();
            warm.run();
        }
        region.write(0, MemorySegment.ofArray(new byte[128]), 0, 128);
        region.record();
        return new Opened(this, region, below, 1024);
    }

    private record Opened(RegionCommit subject, RecordedRegion region, ForgetfulRegion below, long at)
            implements Window {
        @Override
        public MemorySegment bytes() {
            return region.view().slice(0, region.size());
        }

        @Override
        public void run() {
            subject.commit(region, below, at, 0x1234);
        }

        @Override
        public Trace believed() {
            return region.trace();
        }
    }
}
