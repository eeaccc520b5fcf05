package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.SyncFailedException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class WrapperRegionTest {
    private final SimulatedRegion simulated = SimulatedRegion.create(256, 512);
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[] {1, 2, 3, 4});

    @Test
    void theFailedSyncPoisons() {
        var faulty = new FaultyRegion(simulated, FaultyRegion.Fault.SYNC, 2);
        faulty.drain();
        assertThatThrownBy(faulty::drain).isInstanceOf(SyncFailedException.class);
        assertThatThrownBy(faulty::drain).isInstanceOf(RegionPoisonedException.class);
        assertThatThrownBy(() -> faulty.write(0, WORDS, 0, 8)).isInstanceOf(RegionPoisonedException.class);
        assertThat(faulty.view().getLong(0)).isZero();
        assertThat(simulated.trace().kind(1)).isEqualTo(Trace.Kind.SYNC_FAILED);
    }

    @Test
    void growthFailsOnceAndChangesNothing() {
        var faulty = new FaultyRegion(simulated, FaultyRegion.Fault.NO_SPACE, 1);
        assertThatThrownBy(() -> faulty.grow(512)).isInstanceOf(NoSpaceException.class);
        assertThat(faulty.size()).isEqualTo(256);
        faulty.grow(512);
        assertThat(faulty.size()).isEqualTo(512);
        assertThatThrownBy(() -> faulty.grow(1024)).isInstanceOf(NoSpaceException.class);
    }

    @Test
    void aReadFailsOnce() {
        var faulty = new FaultyRegion(simulated, FaultyRegion.Fault.READ, 2);
        faulty.view().getLong(0);
        assertThatThrownBy(() -> faulty.view().getInt(4))
                .isInstanceOfSatisfying(MediumFaultException.class, fault -> assertThat(fault.at()).isEqualTo(4));
        assertThat(faulty.view().getByte(4)).isZero();
    }

    @Test
    void aFailedWriteIsHalfDone() {
        var faulty = new FaultyRegion(simulated, FaultyRegion.Fault.WRITE, 1);
        assertThatThrownBy(() -> faulty.write(0, WORDS, 0, 32)).isInstanceOf(MediumFaultException.class);
        assertThat(faulty.view().getLong(8)).isEqualTo(2);
        assertThat(faulty.view().getLong(16)).isZero();
    }
}
