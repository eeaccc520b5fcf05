package dev.firn.faultinjection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.SimulatedRegion;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedRulesTest {
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[] {1, 2, 3, 4});

    /// Acknowledges before it drains, and drains once more than it must; so does its recovery.
    private record Careless() implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(256, 512);
        }

        @Override
        public void work(SimulatedRegion region) {
            region.started(7);
            region.write(0, WORDS, 0, 32);
            region.acknowledged(7);
            region.drain();
            region.grow(512);
            region.publish(256, 3);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            if (region.view().getLong(8) != 2) throw new IllegalStateException("not what the workload left");
            region.drain();
            return region.view().getLong(256);
        }

        @Override
        public void judge(Long found, Progress progress) {}
    }

    /// Nobody does anything wrong: the process died with the first store, and the second was synced with its file.
    private record Careful() implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(256, 256);
        }

        @Override
        public void work(SimulatedRegion first) {
            first.store(0, WORDS, 0, 8);
            var next = first.kill();
            next.store(0, WORDS, 0, 8);
            next.sync(0, 64);
            next.acknowledged(1);
            next.publish(8, 1);
            next.persist(8, 8);
            next.acknowledged(2);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            return 0L;
        }

        @Override
        public void judge(Long found, Progress progress) {}
    }

    @Test
    void aRecordedRunIsCheckedAndSoIsItsRecovery() {
        var findings = RecordedRules.check(new Careless(), Recording.of(new Careless()));
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.ACKNOWLEDGED_NOT_DURABLE, Rule.DRAIN_OF_NOTHING);
        assertThat(findings.getFirst().text())
                .contains("operation 7: 0x0 + 32 was not drained")
                .contains("event 2: operation 7 ACKNOWLEDGED")
                .contains("event 1: WRITE 0x0 + 32")
                .contains("RecordedRulesTest$Careless.work");
        assertThat(findings.getLast().text()).contains("RecordedRulesTest$Careless.recover");
    }

    @Test
    void whatDiedIsNotFound() {
        assertThat(RecordedRules.check(new Careful(), Recording.of(new Careful()))).isEqualTo(List.of());
    }
}
