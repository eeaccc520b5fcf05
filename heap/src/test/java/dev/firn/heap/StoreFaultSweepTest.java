package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultMode;
import dev.firn.faultinjection.fault.FaultOptions;
import dev.firn.faultinjection.fault.FaultSweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call that the production store makes of its region fails in turn: while it opens, works and closes.
class StoreFaultSweepTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"READ", "LATE_READ", "PUBLISH", "FLUSH", "SHRINK", "SHRINK_REFUSED", "NO_HOLES"})
    void everyChangeThatFails(Fault fault) {
        var report = FaultSweep.run(StoreFaults.ofAllKinds(), FaultOptions.defaults().withFaults(fault));
        assertThat(report.calls()).as(report.table()).isPositive();
        assertThat(report.images()).as(report.table()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "LATE_READ"})
    void everyReadThatFails(Fault fault) {
        var options = FaultOptions.defaults().withFaults(fault).withModes(FaultMode.ONCE);
        var report = FaultSweep.run(StoreFaults.ofAllKinds(), options);
        assertThat(report.calls()).as(report.table()).isGreaterThan(200);
    }

    /// Swept as soon as it does.
    @Test
    void itPublishesNoWordsAndFlushesNoneAndCutsNothing() {
        var options =
                FaultOptions.defaults()
                        .withFaults(Fault.PUBLISH, Fault.FLUSH, Fault.SHRINK, Fault.SHRINK_REFUSED, Fault.NO_HOLES);
        assertThat(FaultSweep.run(StoreFaults.ofAllKinds(), options).calls()).isZero();
    }

    @Test
    void itGoesOnWhereItCan() {
        var report = FaultSweep.run(StoreFaults.ofAllKinds(), FaultOptions.defaults().withFaults(Fault.NO_SPACE));
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.wentOn()).isEqualTo(row.calls()));
    }
}
