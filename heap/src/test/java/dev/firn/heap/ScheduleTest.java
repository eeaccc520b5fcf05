package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.ScheduleExplorer;
import dev.firn.faultinjection.schedule.ScheduleFailure;
import dev.firn.faultinjection.schedule.WaitsLoader;
import dev.firn.heap.ScheduledStore.Transaction.Get;
import dev.firn.heap.ScheduledStore.Transaction.Increment;
import dev.firn.heap.ScheduledStore.Transaction.Look;
import dev.firn.heap.ScheduledStore.Transaction.PutAll;
import dev.firn.pmem.Granularity;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

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

    @Test
    void aReaderThatDoesNotWaitIsFound() {
        requireFound(WriterAndReader.class, "dev.firn.heap.Engine", "dev/firn/heap/Committer", "await");
    }

    @Test
    void aCommitThatIsNotSettledIsFound() {
        requireFound(ThreeGrouped.class, "dev.firn.heap.Committer", "dev/firn/log/Log", "settle");
    }

    @Test
    void aFrameThatDoesNotWaitForTheOneBeforeIsFound() {
        requireFound(Grouped.class, "dev.firn.log.Head", "dev/firn/log/Head", "awaitStable");
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

    /// Without the calls of a method that `type` makes, which has one or two parameters or none, and returns nothing.
    private static void requireFound(
            Class<? extends Supplier<ConcurrentScenario<?>>> maker, String type, String owner, String called) {
        int[] changes = new int[1];
        BiFunction<String, byte[], byte[]> change =
                (name, bytes) -> {
                    if (!name.equals(type)) return bytes;
                    var file = ClassFile.of();
                    return file.transformClass(
                            file.parse(bytes),
                            ClassTransform.transformingMethodBodies(
                                    (code, each) -> drop(code, each, owner, called, changes)));
                };
        assertThatThrownBy(() -> ScheduleExplorer.explore(anew(maker, change)))
                .isInstanceOfSatisfying(ScheduleFailure.class, failure -> assertThat(failure.crash()).isNotEmpty());
        assertThat(changes[0]).isPositive();
    }

    private static void drop(CodeBuilder code, CodeElement element, String owner, String called, int[] changes) {
        boolean isIt =
                element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals(owner)
                        && call.name().equalsString(called);
        if (!isIt) {
            code.with(element);
            return;
        }
        changes[0]++;
        for (var parameter : ((InvokeInstruction) element).typeSymbol().parameterList().reversed()) {
            if (parameter.descriptorString().equals("J")) code.pop2();
            else code.pop();
        }
        code.pop();
    }
}
