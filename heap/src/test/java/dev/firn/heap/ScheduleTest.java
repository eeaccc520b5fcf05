package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.faultinjection.OwnedText;
import dev.firn.faultinjection.mutation.Change;
import dev.firn.faultinjection.mutation.MutantLoader;
import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.ScheduleExplorer;
import dev.firn.faultinjection.schedule.ScheduleFailure;
import dev.firn.faultinjection.schedule.WaitsLoader;
import dev.firn.heap.ScheduledStore.Transaction.Get;
import dev.firn.heap.ScheduledStore.Transaction.Increment;
import dev.firn.heap.ScheduledStore.Transaction.Look;
import dev.firn.heap.ScheduledStore.Transaction.PutAll;
import dev.firn.pmem.Granularity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The production store under several threads: every schedule with at most two preemptions, each crashed at every
/// place, is durably linearizable, with commits alone and with group commit.
class ScheduleTest {
    private static final List<List<ScheduledStore.Transaction>> TWO =
            List.of(List.of(new Increment("a"), new Get("b")), List.of(new Increment("a"), new PutAll(7, "b", "c")));

    public static final class Alone implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new ScheduledStore(Granularity.CACHE_LINE, TWO);
        }
    }

    public static final class Grouped implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new ScheduledStore(Granularity.PAGE, TWO);
        }
    }

    public static final class ThreeGrouped implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new ScheduledStore(
                    Granularity.PAGE,
                    List.of(
                            List.of(new Increment("a")),
                            List.of(new Increment("a")),
                            List.of(new PutAll(7, "a", "c"))));
        }
    }

    /// One writes; the other one looks at it in a transaction before it is durable.
    public static final class WriterAndReader implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new ScheduledStore(
                    Granularity.PAGE,
                    List.of(List.of(new Increment("a"), new PutAll(9, "a")), List.of(new Look("a"), new Look("a"))));
        }
    }

    @Test
    void twoThatCommitAlone() {
        requireClean(Alone.class);
    }

    @Test
    void twoInGroups() {
        requireClean(Grouped.class);
    }

    @Test
    void threeInGroups() {
        requireClean(ThreeGrouped.class);
    }

    @Test
    void aReaderOfWhatIsNotYetDurable() {
        requireClean(WriterAndReader.class);
    }

    /// A store with one mistake: a call that is left out.
    private record Mistake(
            String what,
            String type,
            String method,
            String owner,
            String called,
            Class<? extends Supplier<ConcurrentScenario<?>>> maker) {}

    private static final List<Mistake> MISTAKES =
            List.of(
                    new Mistake(
                            "acts on what is not durable",
                            "Engine",
                            "unlock",
                            "Committer",
                            "await",
                            WriterAndReader.class),
                    new Mistake(
                            "acknowledges before the fence",
                            "Committer",
                            "settle",
                            "Log",
                            "settle",
                            ThreeGrouped.class),
                    new Mistake(
                            "acknowledges on another one's fence",
                            "Head",
                            "complete",
                            "Head",
                            "awaitStable",
                            Grouped.class));

    /// The table in the docs comes last: it says how long each took.
    @TestFactory
    Stream<DynamicTest> everyMistakeIsFound() {
        var rows = new ArrayList<String>();
        var found =
                MISTAKES.stream().map(mistake -> dynamicTest(mistake.what(), () -> rows.add(requireFound(mistake))));
        String head = "| the mutant | changed in | found by | seconds |\n|---|---|---|---|\n";
        var table =
                dynamicTest(
                        "the table in the docs is the list",
                        () ->
                                OwnedText.checkMeasured(
                                        Path.of("..", "docs", "mutants.md"),
                                        "mutants of the store",
                                        head + String.join("\n", rows)));
        return Stream.concat(found, Stream.of(table));
    }

    private static ConcurrentScenario<?> anew(
            Class<? extends Supplier<ConcurrentScenario<?>>> maker, BiFunction<String, byte[], byte[]> change) {
        String[] packages = {"dev.firn.log", "dev.firn.recovery", "dev.firn.heap"};
        var loader = new WaitsLoader(maker.getClassLoader(), change, packages);
        loader.setDefaultAssertionStatus(false); // an assertion is no part of what ships
        return loader.scenario(maker);
    }

    private static void requireClean(Class<? extends Supplier<ConcurrentScenario<?>>> maker) {
        var report = ScheduleExplorer.explore(anew(maker, (_, bytes) -> bytes));
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.schedules()).as(report.sentence()).isGreaterThan(30);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(500);
    }

    private static String requireFound(Mistake mistake) {
        long began = System.nanoTime();
        var mutant =
                new MutantLoader(
                        ScheduleTest.class.getClassLoader(),
                        mistake.type(),
                        mistake.method(),
                        new Change.DropCalls(mistake.owner(), mistake.called()));
        assertThatThrownBy(() -> ScheduleExplorer.explore(anew(mistake.maker(), mutant::changed)))
                .isInstanceOfSatisfying(ScheduleFailure.class, failure -> assertThat(failure.crash()).isNotEmpty());
        assertThat(mutant.changes()).isPositive();
        return String.format(
                Locale.ROOT,
                "| %s | `%s.%s` | every schedule of %s | %.2f |",
                mistake.what(),
                mistake.type(),
                mistake.method(),
                mistake.maker().getSimpleName(),
                (System.nanoTime() - began) / 1e9);
    }
}
