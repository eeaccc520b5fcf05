package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultyRegion;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import dev.firn.recovery.LogScenario.Op;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each call of one kind fails in turn: the answer is a typed exception, and what was acknowledged is found afterwards.
class FaultSweepTest {
    private static final int SEGMENTS = 12;
    private static final int BATCHES = 17;

    @Test
    void noSpaceAtEachGrowthLeavesAUsableLog() {
        int refused = 0;
        for (int failing = 1; failing <= 8; failing++) {
            var region = formatted(1);
            // A log that cannot grow by as much as it likes tries once more with less, so that two calls in a row fail.
            var once = new FaultyRegion(region, Fault.NO_SPACE, failing);
            refused += appendAll(region, open(new FaultyRegion(once, Fault.NO_SPACE, failing)));
            requireFound(region.kill(), BATCHES);
        }
        assertThat(refused).isEqualTo(8);
    }

    @Test
    void aLogThatMayGrowByLessDoesSo() {
        var region = formatted(1);
        assertThat(appendAll(region, open(new FaultyRegion(region, Fault.NO_SPACE, 1)))).isZero();
        requireFound(region.kill(), BATCHES);
    }

    /// How many appends were refused; each of them was tried again.
    private static int appendAll(SimulatedRegion region, Log log) {
        int refused = 0;
        for (int number = 0; number < BATCHES; number++) {
            try {
                append(region, log, number);
            } catch (LogFullException expected) {
                refused++;
                append(region, log, number);
            }
        }
        return refused;
    }

    @Test
    void aFailedWriteLeavesTheOutcomeUnknownAndEverythingBeforeFound() {
        for (int failing = 1; failing <= 20; failing++) {
            var region = formatted(SEGMENTS);
            // Opening makes two.
            var log = open(new FaultyRegion(region, Fault.WRITE, failing + 2));
            int acknowledged = 0;
            try {
                for (; acknowledged < 30; acknowledged++) append(region, log, acknowledged);
            } catch (OutcomeUnknownException expected) {
                log.close();
            }
            assertThat(acknowledged).isLessThan(30);
            requireFound(region.kill(), acknowledged);
        }
    }

    @Test
    void aReadThatFailsDuringRecoveryIsReportedAndHarmless() {
        var region = formatted(SEGMENTS);
        var log = open(region);
        for (int number = 0; number < 5; number++) append(region, log, number);
        byte[] image = region.image();
        int reads = 0;
        while (true) {
            var again = SimulatedRegion.of(image.clone(), image.length);
            var faulty = new FaultyRegion(again, Fault.READ, ++reads);
            try {
                Recovery.open(faulty, LogScenario.defaults());
                break;
            } catch (MediumFaultException expected) {
                requireFound(again.kill(), 5);
            }
        }
        assertThat(reads).isGreaterThan(50);
    }

    @Test
    void everyLengthOfATruncatedStoreIsRefused() {
        var region = formatted(3);
        var log = open(region);
        for (int number = 0; number < 3; number++) append(region, log, number);
        byte[] image = region.image();
        for (int length = 0; length < image.length; length += 512) {
            var cut = SimulatedRegion.of(Arrays.copyOf(image, length), image.length);
            assertThatThrownBy(() -> Recovery.open(cut, LogScenario.defaults()))
                    .as("%d of %d bytes", length, image.length)
                    .isInstanceOf(FirnException.class);
            assertThat(cut.trace().size()).as("nothing is written").isZero();
        }
    }

    private static void requireFound(SimulatedRegion region, int acknowledged) {
        var expected = IntStream.range(0, acknowledged).boxed().toList();
        assertThat(LogScenario.contents(open(region)).batches()).containsAll(expected);
    }

    private static void append(SimulatedRegion region, Log log, int number) {
        LogScenario.append(region, log, number, new Op.Put(2, "x".repeat(1900)));
    }

    private static Log open(Region region) {
        return Recovery.open(region, LogScenario.defaults()).log();
    }

    private static SimulatedRegion formatted(int segments) {
        var region = SimulatedRegion.create(LogScenario.regionBytes(segments), LogScenario.regionBytes(SEGMENTS + 20));
        Log.format(region, LogScenario.defaults());
        return region;
    }
}
