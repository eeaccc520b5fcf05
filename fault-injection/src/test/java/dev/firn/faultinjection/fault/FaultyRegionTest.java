package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.Trace;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.SyncFailedException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyRegionTest {
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[] {1, 2, 3, 4});

    private final SimulatedRegion simulated = SimulatedRegion.create(256, 512);

    @Test
    void theFailedSyncPoisons() {
        var faulty = new FaultyRegion(simulated, Fault.SYNC, 2);
        faulty.drain();
        assertThatThrownBy(faulty::drain).isInstanceOf(SyncFailedException.class);
        assertThatThrownBy(faulty::drain).isInstanceOf(RegionPoisonedException.class);
        assertThatThrownBy(() -> faulty.write(0, WORDS, 0, 8)).isInstanceOf(RegionPoisonedException.class);
        assertThat(faulty.view().getLong(0)).isZero();
        assertThat(simulated.trace().kind(1)).isEqualTo(Trace.Kind.SYNC_FAILED);
    }

    @Test
    void afterAForgottenSyncTheNextOneSucceeds() {
        var faulty = new FaultyRegion(simulated, Fault.FORGOTTEN_SYNC, 1);
        assertThatThrownBy(faulty::drain).isInstanceOf(SyncFailedException.class);
        faulty.drain();
        assertThat(simulated.trace().kind(0)).isEqualTo(Trace.Kind.SYNC_FAILED);
        assertThat(simulated.trace().kind(1)).isEqualTo(Trace.Kind.DRAIN);
    }

    @Test
    void growthFailsOnceAndChangesNothing() {
        var faulty = new FaultyRegion(simulated, Fault.NO_SPACE, 1);
        assertThatThrownBy(() -> faulty.grow(512)).isInstanceOf(NoSpaceException.class);
        assertThat(faulty.size()).isEqualTo(256);
        faulty.grow(512);
        assertThat(faulty.size()).isEqualTo(512);
        assertThatThrownBy(() -> faulty.grow(1024)).isInstanceOf(NoSpaceException.class);
    }

    @Test
    void growthThatCannotBeMadeDurablePoisons() {
        var faulty = new FaultyRegion(simulated, Fault.GROW, 1);
        assertThatThrownBy(() -> faulty.grow(512)).isInstanceOf(SyncFailedException.class);
        assertThat(faulty.size()).isEqualTo(256);
        assertThatThrownBy(() -> faulty.grow(512)).isInstanceOf(RegionPoisonedException.class);
    }

    @Test
    void aReadFailsOnceAndOnlyItsReader() {
        var faulty = new FaultyRegion(simulated, Fault.READ, 2);
        faulty.view().getLong(0);
        assertThatThrownBy(() -> faulty.view().getInt(4))
                .isInstanceOfSatisfying(MediumFaultException.class, fault -> assertThat(fault.at()).isEqualTo(4));
        assertThat(faulty.view().getByte(4)).isZero();
        faulty.publish(0, 1);
        assertThat(faulty.view().getLong(0)).isEqualTo(1);
    }

    @Test
    void aLateFaultIsTheJvmsOwn() {
        var faulty = new FaultyRegion(simulated, Fault.LATE_READ, 1);
        faulty.view().copyTo(0, WORDS.asSlice(0, 8), 0, 0);
        assertThatThrownBy(() -> faulty.view().getShort(4)).isInstanceOf(InternalError.class);
        faulty.publish(0, 1);
    }

    @Test
    void aFailedWriteIsHalfDone() {
        var faulty = new FaultyRegion(simulated, Fault.WRITE, 1);
        assertThatThrownBy(() -> faulty.write(0, WORDS, 0, 32)).isInstanceOf(MediumFaultException.class);
        assertThat(faulty.view().getLong(8)).isEqualTo(2);
        assertThat(faulty.view().getLong(16)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "FLUSH"})
    void aFailedPublishOrFlushIsNotDone(Fault fault) {
        var faulty = new FaultyRegion(simulated, fault, 1);
        assertThatThrownBy(
                        () -> {
                            faulty.publish(0, 7);
                            faulty.flush(0, 8);
                        })
                .isInstanceOf(MediumFaultException.class);
        assertThat(faulty.view().getLong(0)).isEqualTo(fault == Fault.PUBLISH ? 0 : 7);
        assertThatThrownBy(faulty::drain).isInstanceOf(RegionPoisonedException.class);
    }

    @Test
    void aStickyFaultMeetsTheNextRegionUntilItIsHealed() {
        var plan = new FaultPlan(Fault.SYNC, FaultMode.STICKY, 2);
        var first = new FaultyRegion(simulated, plan);
        first.drain();
        assertThat(plan.fired()).isFalse();
        assertThatThrownBy(first::drain).isInstanceOf(SyncFailedException.class);
        assertThat(plan.fired()).isTrue();
        var second = new FaultyRegion(simulated, plan);
        assertThatThrownBy(second::drain).isInstanceOf(SyncFailedException.class);
        plan.heal();
        new FaultyRegion(simulated, plan).drain();
    }
}
