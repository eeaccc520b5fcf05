package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.check.CheckListener;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.StoreCheck;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.pmem.Region;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever is done to a store that makes room, in one life or several, it equals its model, and the report of its
/// space adds up to the file.
class RoomPropertyTest {
    private static final int SEGMENTS = 48;
    private static final int BYTES = 2 * 4096 + SEGMENTS * 4096;
    private static final StoreOptions OPTIONS = Stores.SMALL.withMaxBytes(BYTES);
    private static final CheckpointOptions OFTEN =
            CheckpointOptions.defaults().withTailRecords(80).withNamed(4, 24).withMaxRuns(3);

    /// What the property does; the changes among them in a burst, so that it comes to cleaning.
    sealed interface Act {
        record Burst(long seed, int changes) implements Act {}

        record One(RoomStep step) implements Act {}
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        var burst =
                Combinators.combine(Arbitraries.longs().between(1, 1_000_000), Arbitraries.integers().between(1, 120))
                        .as(Act.Burst::new);
        Arbitrary<RoomStep> other =
                Arbitraries.of(
                        new RoomStep.Reopen(),
                        new RoomStep.Kill(),
                        new RoomStep.Clear(),
                        new RoomStep.Compact(),
                        new RoomStep.Put("key 1", 1800, 'x'),
                        new RoomStep.Put("key 3", 14_000, 'z'),
                        new RoomStep.Read(new RoomStep.Put("large 0", 9000, 'w')),
                        new RoomStep.Together(
                                List.of(
                                        new RoomStep.Put("large 1", 5000, 'u'),
                                        new RoomStep.Remove("key 3"),
                                        new RoomStep.Put("large 2", 4100, 'v'))),
                        new RoomStep.Read(new RoomStep.Put("key 2", 900, 'y')));
        return Arbitraries.frequencyOf(
                        Tuple.of(3, burst.map(each -> (Act) each)),
                        Tuple.of(2, other.map(each -> (Act) new Act.One(each))))
                .list()
                .ofMinSize(4)
                .ofMaxSize(24);
    }

    /// The checker compared what a checkpoint says of segments that it has cut off with those in their places.
    @Example
    void aStoreThatWasCutAndHasGrown() {
        equalsItsModelAndAddsUp(
                List.of(
                        new Act.Burst(1, 63),
                        new Act.One(new RoomStep.Reopen()),
                        new Act.One(new RoomStep.Compact()),
                        new Act.Burst(1, 2)));
    }

    /// The last segment that commits went to was emptied and cut off; the next commit is longer than a segment.
    @Example
    void aLongCommitBehindACompaction() {
        equalsItsModelAndAddsUp(
                List.of(
                        new Act.Burst(1, 63),
                        new Act.One(new RoomStep.Compact()),
                        new Act.One(new RoomStep.Put("key 3", 14_000, 'z'))));
    }

    @Property(tries = 60)
    void equalsItsModelAndAddsUp(@ForAll("acts") List<Act> acts) {
        var subject = new Subject();
        for (var act : acts) {
            switch (act) {
                case Act.Burst(var seed, var changes) -> RoomStep.random(seed, changes, 30).forEach(subject::take);
                case Act.One(var step) -> subject.take(step);
            }
            subject.look();
        }
        subject.take(new RoomStep.Reopen());
        subject.look();
        subject.requireClean();
    }

    /// A store, and what should be in it.
    private static final class Subject {
        private final Region region = Stores.memory(BYTES);
        private final TreeMap<String, String> model = new TreeMap<>();
        private Store store = StoreOpener.open(region, OPTIONS, OFTEN);

        void take(RoomStep step) {
            switch (step) {
                case RoomStep.Change change -> change(change);
                case RoomStep.Reopen() -> {
                    store.close();
                    store = StoreOpener.open(region, OPTIONS, OFTEN);
                }
                case RoomStep.Kill() -> store = StoreOpener.open(region, OPTIONS, OFTEN);
                case RoomStep.Compact() -> store.compact(_ -> true);
            }
        }

        /// What finds no room leaves nothing.
        private void change(RoomStep.Change change) {
            try {
                change.apply(store);
            } catch (StoreFullException full) {
                return;
            }
            change.apply(model);
        }

        void look() {
            assertThat(new TreeMap<>(RoomStep.map(store))).isEqualTo(model);
            var space = store.space();
            assertThat(space.file()).isEqualTo(region.size());
            assertThat(space.live() + space.garbage() + space.free() + space.overhead()).isEqualTo(space.file());
            CleaningTest.assertLiveIsWhatTheMappingShows(store);
        }

        void requireClean() {
            var report = StoreCheck.run(region, CheckOptions.defaults().withThreads(1), CheckListener.NONE);
            assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        }
    }
}
