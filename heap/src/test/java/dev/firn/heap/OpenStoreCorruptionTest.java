package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.fault.Corruption;
import dev.firn.faultinjection.fault.CorruptionReport;
import dev.firn.faultinjection.fault.CorruptionSubject;
import dev.firn.faultinjection.fault.CorruptionSweep;
import dev.firn.faultinjection.fault.Outcome;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bytes that change while the store is open. Reads verify no checksums, so a reader may be shown what is wrong - until
/// the next scrub has passed: that finds every change a reader can see, and what fails before fails with a type.
@Tag("soak")
class OpenStoreCorruptionTest {
    @Test
    void whatReadersAreShownTheScrubFinds() {
        byte[] image = StoreCorruptionTest.small();
        byte[] medium = image.clone();
        var region = Regions.ofMemory(MemorySegment.ofArray(medium));
        var store = Store.open(region, GoldenStoreTest.OPTIONS.withReadOnly(true));
        var whole = StoreReader.found(store);
        CorruptionSubject<Optional<StoreReader.Found>> reader =
                damaged -> {
                    System.arraycopy(damaged, 0, medium, 0, medium.length);
                    store.engine.log.pardon(0, medium.length);
                    var found = found(store);
                    boolean wrong = !found.equals(Optional.of(whole));
                    if (wrong && store.scrub().isEmpty()) throw new IllegalStateException("the scrub finds nothing");
                    return found;
                };
        var report = CorruptionSweep.run(image, reader, List.of(Corruption.bitFlips()));
        assertThat(report.cases()).isEqualTo(8L * 73_728);
        assertThat(report.count(Outcome.UNTYPED)).as(report.table() + untyped(report)).isZero();
        assertThat(report.count(Outcome.SILENT)).as(report.table()).isPositive();
    }

    /// Empty when the answers contradict each other.
    private static Optional<StoreReader.Found> found(Store store) {
        try {
            return Optional.of(StoreReader.found(store));
        } catch (AssertionError contradiction) {
            return Optional.empty();
        }
    }

    private static String untyped(CorruptionReport report) {
        var text = new StringBuilder();
        for (var finding : report.findings()) {
            if (finding.outcome() == Outcome.UNTYPED) text.append(finding).append('\n');
        }
        return text.toString();
    }
}
