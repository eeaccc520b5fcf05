package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static dev.firn.crashtoys.Notebook.Step.REST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.crashtoys.Notebook;
import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.OperationScenario;
import dev.firn.faultinjection.Oracle;
import dev.firn.faultinjection.PendingWord;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final CrashOptions OPTIONS = CrashOptions.defaults().withNested(0);

    @Test
    void ofTwelveOperationsTwoAreLeftAndOneLineIsLost() throws Exception {
        var scenario = Notebook.of(NOTE, REST, NOTE, REST, NOTE, HURRY, REST, NOTE, NOTE, REST, NOTE, NOTE);
        var shrunk = Shrinker.shrink(scenario, Failures.of(scenario, OPTIONS), OPTIONS, Shrinker.DEFAULT_RUNS);
        assertThat(shrunk.kept()).hasValueSatisfying(kept -> assertThat(kept.cardinality()).isEqualTo(2));
        assertThat(shrunk.text()).startsWith("2 of 12 operations are enough: 5 ");
        var run = CrashedRun.of(shrunk.scenario(), shrunk.failure().path()).getLast();
        var lost = run.pending().stream().filter(word -> !word.survived()).toList();
        assertThat(lost.stream().map(PendingWord::line).distinct()).hasSize(1);
        assertThat(lost).hasSize(1);
    }

    /// Puts numbers side by side; behind a negative one it is hasty.
    private record Shelf() implements Subject<Long, List<Long>> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(64 * 32, 64 * 32);
        }

        @Override
        public Session<Long, List<Long>> open(SimulatedRegion region) {
            return new Session<>() {
                private boolean hasty;

                @Override
                public void apply(Long number) {
                    hasty |= number < 0;
                    long at = observe().size() * 64L;
                    region.publish(at, number);
                    region.flush(at, 8);
                    if (!hasty) region.drain();
                }

                @Override
                public List<Long> observe() {
                    var numbers = new ArrayList<Long>();
                    for (long at = 0; region.view().getLong(at) != 0; at += 64) numbers.add(region.view().getLong(at));
                    return numbers;
                }
            };
        }
    }

    @Test
    void scenariosMadeOfOperationsNeedNothingElse() {
        var oracle = Oracle.<List<Long>, Long, List<Long>>model(ArrayList::new, List::add, List::copyOf);
        var scenario =
                new OperationScenario<>(new Shelf(), List.of(1L, 2L, 3L, 4L, -5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L), oracle);
        var document = CrashReports.of(scenario, Failures.of(scenario), ReportSettings.of(OPTIONS));
        assertThat(document.text()).contains("1 of 12 operations are enough: 4 (-5)").contains("test " + Shelf.class.getName());
        assertThat(document.text()).contains("1 line lost (1 of 1 pending words)");
        assertThat(document.replay().orElseThrow().operations()).hasValueSatisfying(
                kept -> assertThat(kept.toString()).isEqualTo("{4}"));
    }

    @Test
    void itIsTheSameEachTime() {
        var scenario = Notebook.of(NOTE, HURRY, REST, NOTE, NOTE);
        var first = Shrinker.shrink(scenario, Failures.of(scenario, OPTIONS), OPTIONS, 50);
        var second = Shrinker.shrink(scenario, Failures.of(scenario, OPTIONS), OPTIONS, 50);
        assertThat(second.kept()).isEqualTo(first.kept());
        assertThat(second.failure().path()).isEqualTo(first.failure().path());
    }

    @Test
    void withoutRunsNothingIsLeftOut() {
        var scenario = Notebook.of(NOTE, HURRY, NOTE);
        var failure = Failures.of(scenario, OPTIONS);
        var shrunk = Shrinker.shrink(scenario, failure, OPTIONS, 0);
        assertThat(shrunk.kept().orElseThrow().cardinality()).isEqualTo(3);
        assertThat(shrunk.failure()).isSameAs(failure);
        assertThat(CrashExplorer.explore(Notebook.of(NOTE), OPTIONS).points()).isPositive();
    }

    @Property(tries = 300)
    void ddminLeavesExactlyWhatMatters(
            @ForAll @Size(min = 1, max = 4) java.util.Set<@IntRange(max = 39) Integer> matters) {
        var whole = new BitSet();
        whole.set(0, 40);
        var needed = new BitSet();
        matters.forEach(needed::set);
        var kept = Ddmin.shrink(whole, subset -> contains(subset, needed), new Budget(10_000));
        assertThat(kept).isEqualTo(needed);
    }

    @Property(tries = 100)
    void ddminNeverReturnsWhatDoesNotFail(@ForAll @IntRange(max = 30) int runs) {
        var whole = new BitSet();
        whole.set(0, 20);
        var needed = new BitSet();
        IntStream.of(3, 17).forEach(needed::set);
        assertThat(contains(Ddmin.shrink(whole, subset -> contains(subset, needed), new Budget(runs)), needed)).isTrue();
    }

    private static boolean contains(BitSet set, BitSet part) {
        var missing = (BitSet) part.clone();
        missing.andNot(set);
        return missing.isEmpty();
    }
}
