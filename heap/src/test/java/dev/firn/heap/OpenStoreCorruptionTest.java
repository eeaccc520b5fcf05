package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.fault.Corruption;
import dev.firn.faultinjection.fault.CorruptionSubject;
import dev.firn.faultinjection.fault.CorruptionSweep;
import dev.firn.faultinjection.fault.Outcome;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bytes that change while the store is open. Checksums are verified when a store is opened, not when it is read, so a
/// reader may be shown what is wrong: this pins that gap, and turns red when reads begin to verify.
@Tag("soak")
class OpenStoreCorruptionTest {
    @Test
    void readsVerifyNoChecksums() {
        byte[] image = StoreCorruptionTest.small();
        byte[] medium = image.clone();
        var region = Regions.ofMemory(MemorySegment.ofArray(medium));
        var store = Store.open(region, GoldenStoreTest.OPTIONS.withReadOnly(true));
        CorruptionSubject<StoreReader.Found> reader =
                damaged -> {
                    System.arraycopy(damaged, 0, medium, 0, medium.length);
                    return StoreReader.found(store);
                };
        var report = CorruptionSweep.run(image, reader, List.of(Corruption.bitFlips()));
        assertThat(report.cases()).isEqualTo(8L * image.length);
        assertThat(report.count(Outcome.SILENT)).as(report.table()).isPositive();
        assertThat(report.count(Outcome.UNTYPED)).as(report.table()).isPositive();
    }
}
