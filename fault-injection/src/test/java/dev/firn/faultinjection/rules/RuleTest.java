package dev.firn.faultinjection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.OwnedText;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.rules.CheckedRegion.Sites;
import dev.firn.pmem.Region;
import dev.firn.pmem.SyncFailedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each rule is broken once, and each is kept where it is easy to take for broken.
class RuleTest {
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[32]);

    private final CheckedRegion region = new CheckedRegion(SimulatedRegion.create(1024, 1024));

    /// The least that breaks `rule` and no other.
    private void breakIt(Rule rule) {
        switch (rule) {
            case ACKNOWLEDGED_NOT_DURABLE -> {
                write(0, 8);
                region.acknowledge("the deposit");
                region.drain();
            }
            case PUBLISHED_NOT_FLUSHED -> {
                region.publish(0, 1);
                region.drain();
                region.persist(0, 8);
            }
            case OVERWRITTEN_BEFORE_DURABLE -> {
                write(0, 16);
                write(8, 16);
                region.drain();
            }
            case OUT_OF_BOUNDS ->
                    assertThatThrownBy(() -> write(1020, 8)).isInstanceOf(IndexOutOfBoundsException.class);
            case STORE_OUTSIDE_BATCH -> {
                region.begin();
                region.end();
                write(0, 8);
                region.drain();
            }
            case BATCHES_OVERLAP -> {
                region.begin();
                write(0, 16);
                region.drain();
                elsewhere(() -> {
                    region.begin();
                    write(8, 8);
                    region.drain();
                    region.end();
                });
                region.end();
            }
            case CLOSED_DIRTY -> {
                write(0, 8);
                region.close();
            }
            case CLOSED_IN_BATCH -> {
                region.begin();
                region.close();
            }
            case FLUSH_OF_CLEAN -> {
                write(0, 8);
                region.drain();
                region.flush(0, 8);
            }
            case DOUBLE_FLUSH -> {
                region.publish(0, 1);
                region.flush(0, 8);
                region.persist(0, 8);
            }
            case NEEDLESS_FLUSH -> {
                write(0, 8);
                region.persist(0, 8);
            }
            case DRAIN_OF_NOTHING -> {
                write(0, 8);
                region.drain();
                region.drain();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWithTheStacksOfBothCalls(Rule rule) {
        breakIt(rule);
        assertThat(region.findings()).extracting(Finding::rule).containsExactly(rule);
        var finding = region.findings().getFirst();
        assertThat(finding.call().stack().map(Stacks::frames).orElseThrow())
                .anyMatch(frame -> frame.getMethodName().contains("breakIt"));
        boolean isAboutAStore =
                switch (rule) {
                    case OUT_OF_BOUNDS, STORE_OUTSIDE_BATCH, CLOSED_IN_BATCH, FLUSH_OF_CLEAN, DRAIN_OF_NOTHING -> false;
                    case ACKNOWLEDGED_NOT_DURABLE,
                            PUBLISHED_NOT_FLUSHED,
                            OVERWRITTEN_BEFORE_DURABLE,
                            BATCHES_OVERLAP,
                            CLOSED_DIRTY,
                            DOUBLE_FLUSH,
                            NEEDLESS_FLUSH ->
                            true;
                };
        assertThat(finding.store().isPresent()).isEqualTo(isAboutAStore);
        finding.store()
                .ifPresent(store ->
                        assertThat(store.stack().map(Stacks::frames).orElseThrow())
                                .anyMatch(frame -> frame.getMethodName().contains("breakIt")));
    }

    @ParameterizedTest
    @EnumSource
    void isToldInAMessageThatNamesThePlaces(Rule rule) {
        breakIt(rule);
        assertThatThrownBy(region::requireNoFindings)
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining(rule.severity() + " " + rule.title())
                .hasMessageContaining("RuleTest.breakIt")
                .hasMessageNotContaining("CheckedRegion.");
    }

    @Test
    void whatIsRightIsNotFound() {
        region.begin();
        write(0, 64);
        region.publish(64, 1);
        region.publish(72, 2);
        region.flush(64, 16);
        region.publish(80, 3);
        region.flush(80, 8); // the same line again, but there is something new in it
        region.drain();
        region.acknowledge("all");
        region.end();
        region.begin();
        write(0, 64);
        write(64, 64); // beside it, not over it
        region.drain();
        region.acknowledge("a range", 0, 128);
        region.end();
        region.write(0, WORDS, 0, 0);
        region.flush(0, 0);
        region.close();
        region.close();
        region.requireNoFindings();
    }

    @Test
    void aDrainCoversOnlyItsOwnThread() {
        elsewhere(() -> write(0, 8));
        write(8, 8);
        region.drain();
        region.acknowledge("mine");
        region.requireNoFindings();
        region.acknowledge("the other's", 0, 8);
        assertThat(region.findings()).extracting(Finding::rule).containsExactly(Rule.ACKNOWLEDGED_NOT_DURABLE);
    }

    @Test
    void aFlushReachesOnlyItsOwnThreadsStores() {
        region.publish(0, 1);
        elsewhere(() -> region.flush(0, 8));
        assertThat(region.findings()).extracting(Finding::rule).containsExactly(Rule.FLUSH_OF_CLEAN);
        region.drain();
        assertThat(region.findings()).extracting(Finding::rule).contains(Rule.PUBLISHED_NOT_FLUSHED);
    }

    @Test
    void aFlushOfAPartLeavesTheRest() {
        region.publish(0, 1);
        region.publish(8, 2);
        region.flush(8, 8);
        region.drain();
        assertThat(region.findings()).extracting(Finding::rule).containsExactly(Rule.PUBLISHED_NOT_FLUSHED);
        assertThat(region.findings().getFirst().message()).isEqualTo("0x0 + 8");
    }

    @Test
    void linesOfALongFlushAreToldApart() {
        region.publish(64, 1);
        write(128, 8);
        region.flush(0, 256);
        assertThat(region.findings()).extracting(Finding::rule).containsOnly(Rule.FLUSH_OF_CLEAN, Rule.NEEDLESS_FLUSH);
        assertThat(region.findings()).extracting(Finding::message).contains("line 0x0, 2 of 4 lines");
        region.drain();
        region.acknowledge("all");
        assertThat(region.findings()).hasSize(2);
    }

    @Test
    void aStoreIntoTheMiddleLeavesBothEnds() {
        write(0, 192);
        elsewhere(() -> write(64, 64));
        assertThat(region.findings()).extracting(Finding::rule).containsExactly(Rule.OVERWRITTEN_BEFORE_DURABLE);
        region.drain();
        region.acknowledge("the first", 0, 64);
        region.acknowledge("the last", 128, 64);
        assertThat(region.findings()).hasSize(1);
        region.acknowledge("the middle", 64, 64);
        assertThat(region.findings()).hasSize(2);
    }

    @Test
    void whatAFailedSyncTookIsNobodysMistakeUntilItIsAcknowledged() {
        Region failing =
                new DelegatingRegion(SimulatedRegion.create(64, 64)) {
                    @Override
                    public void drain() {
                        throw new SyncFailedException("the test said so", new IOException("no"));
                    }
                };
        var checked = new CheckedRegion(failing);
        checked.write(0, WORDS, 0, 8);
        assertThatThrownBy(checked::drain).isInstanceOf(SyncFailedException.class);
        checked.write(0, WORDS, 0, 8);
        checked.died();
        checked.requireNoFindings();
        checked.write(8, WORDS, 0, 8);
        assertThatThrownBy(checked::drain).isInstanceOf(SyncFailedException.class);
        checked.acknowledge("it");
        checked.close();
        assertThat(checked.findings()).extracting(Finding::rule).containsExactly(Rule.ACKNOWLEDGED_NOT_DURABLE);
        assertThat(checked.findings().getFirst().message()).contains("failed sync");
    }

    @Test
    void batchesMustBeBegunBeforeTheyEnd() {
        assertThatThrownBy(region::end).isInstanceOf(IllegalStateException.class);
        region.begin();
        assertThatThrownBy(region::begin).isInstanceOf(IllegalStateException.class);
        assertThatCode(region::end).doesNotThrowAnyException();
    }

    @Test
    void stacksOfStoresAreLeftOutWhereTheyCostTooMuch() {
        var checked = new CheckedRegion(SimulatedRegion.create(64, 64), Sites.OF_FINDINGS);
        checked.write(0, WORDS, 0, 8);
        checked.acknowledge("it");
        var finding = checked.findings().getFirst();
        assertThat(finding.call().stack()).isPresent();
        assertThat(finding.store().orElseThrow().stack()).isEmpty();
        assertThat(finding.text()).contains("write 0x0 + 8");
    }

    @Test
    void findingsOfOnePlaceAreToldOnce() {
        for (int i = 0; i < 3; i++) region.drain();
        assertThatThrownBy(region::requireNoFindings)
                .hasMessageContaining("broken 3 times, at 1 places")
                .hasMessageContaining("3 times WASTE drain of nothing");
    }

    @Test
    void theTableInTheDocsIsTheList() {
        String rows =
                Arrays.stream(Rule.values())
                        .map(rule -> "| %s | %s | %s |".formatted(rule.title(), rule.severity(), rule.meaning()))
                        .collect(
                                Collectors.joining(
                                        "\n", "| rule | severity | it is broken when |\n|---|---|---|\n", ""));
        OwnedText.check(Path.of("..", "docs", "crash-testing.md"), "rules", rows);
    }

    private void write(long at, long length) {
        region.write(at, WORDS, 0, length);
    }

    private static void elsewhere(Runnable work) {
        var failures = new CopyOnWriteArrayList<Throwable>();
        var thread = Thread.ofPlatform().unstarted(work);
        thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(List.copyOf(failures)).isEmpty();
    }
}
