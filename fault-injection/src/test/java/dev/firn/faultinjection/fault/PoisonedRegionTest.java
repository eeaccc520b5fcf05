package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.fault.PoisonedRegion.Report;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.RegionPoisonedException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoisonedRegionTest {
    private final SimulatedRegion simulated = SimulatedRegion.create(512, 512);
    private final MemorySegment target = MemorySegment.ofArray(new byte[128]);

    @Test
    void exactlyTheLinesAreGone() {
        var region = new PoisonedRegion(simulated, Report.TYPED);
        region.poison(130, 70);
        region.view().copyTo(0, target, 0, 128);
        region.view().copyTo(256, target, 0, 128);
        assertThat(region.wasMet()).isFalse();
        for (long at : new long[] {124, 128, 255}) {
            assertThatThrownBy(() -> region.view().getLong(at))
                    .isInstanceOfSatisfying(MediumFaultException.class, fault -> assertThat(fault.at()).isEqualTo(at))
                    .hasCauseInstanceOf(InternalError.class);
        }
        assertThatThrownBy(() -> region.view().copyTo(100, target, 0, 29)).isInstanceOf(MediumFaultException.class);
        assertThatThrownBy(() -> region.view().slice(192, 8)).isInstanceOf(MediumFaultException.class);
        assertThat(region.view().getLong(120)).isZero();
        assertThat(region.wasMet()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void afterAFaultOfAChangeNothingIsChanged(Report report) {
        var region = new PoisonedRegion(simulated, report);
        region.poison(0, 1);
        var failure = report == Report.LATE ? InternalError.class : MediumFaultException.class;
        assertThatThrownBy(() -> region.view().getByte(63)).isInstanceOf(failure);
        region.publish(64, 1); // what cannot be read harms its reader alone
        region.drain();
        assertThatThrownBy(() -> region.write(32, target, 0, 64)).isInstanceOf(MediumFaultException.class);
        assertThatThrownBy(() -> region.publish(64, 1)).isInstanceOf(RegionPoisonedException.class);
        assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
        region.heal();
        assertThat(region.view().getByte(63)).isZero();
    }
}
