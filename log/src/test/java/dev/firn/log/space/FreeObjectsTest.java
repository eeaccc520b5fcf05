package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FreeObjectsTest {
    private final Set<Long> present = new HashSet<>();

    @Test
    void idsThatNobodyHasAreUsedFirst() {
        for (long object : new long[] {0, 1, 3, 5}) present.add(object);
        var free = new FreeObjects(6, 8, object -> !present.contains(object));
        assertThat(List.of(free.take(), free.take(), free.take(), free.take())).containsExactly(2L, 4L, 6L, 7L);
        assertThat(free.firstUnused()).isEqualTo(8);
    }

    /// One call looks at few ids, so that nobody waits for a sweep of a large store.
    @Test
    void aSweepTakesItsTime() {
        int[] looked = {0};
        var free =
                new FreeObjects(
                        1_000_000,
                        8,
                        object -> {
                            looked[0]++;
                            return object == 1_000;
                        });
        assertThat(free.take()).isEqualTo(1_000_000);
        assertThat(looked[0]).isEqualTo(256);
        assertThat(List.of(free.take(), free.take(), free.take())).containsExactly(1_000_001L, 1_000_002L, 1_000L);
    }

    @Test
    void whatTheQueueCannotTakeIsFoundByALaterSweep() {
        var free = new FreeObjects(0, 2, object -> !present.contains(object));
        for (int i = 0; i < 10; i++) install(free, free.take());
        for (long object = 0; object < 10; object++) delete(free, object);
        var again = new HashSet<Long>();
        for (int i = 0; i < 10; i++) {
            long object = free.take();
            again.add(object);
            install(free, object);
        }
        assertThat(again).hasSize(10).allMatch(object -> object < 10);
    }

    /// Against a model: what is handed out is neither present nor handed out already, and new ids are used only when
    /// they must be.
    @Property(tries = 300)
    void anIdIsHandedOutOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int used,
            @ForAll @IntRange(min = 1, max = 10) int queue) {
        present.clear();
        var random = new SplittableRandom(seed);
        for (long object = 0; object < used; object++) if (random.nextBoolean()) present.add(object);
        var free = new FreeObjects(used, queue, object -> !present.contains(object));
        var out = new ArrayList<Long>();
        for (int step = 0; step < 2_000; step++) step(free, out, random);
        assertThat(free.firstUnused()).isGreaterThan(present.stream().mapToLong(object -> object).max().orElse(-1));
    }

    private void step(FreeObjects free, List<Long> out, SplittableRandom random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                long object = free.take();
                assertThat(present).doesNotContain(object);
                assertThat(out).doesNotContain(object);
                out.add(object);
            }
            case 1 -> {
                if (!out.isEmpty()) install(free, out.remove(random.nextInt(out.size())));
            }
            case 2 -> {
                if (!out.isEmpty()) free.gaveBack(out.remove(random.nextInt(out.size())));
            }
            default -> {
                var all = present.stream().sorted().toList();
                if (!all.isEmpty()) delete(free, all.get(random.nextInt(all.size())));
            }
        }
    }

    /// The ids of a store that creates and deletes for ever stay about as many as there ever were objects.
    @Test
    void idsDoNotRunAway() {
        var random = new SplittableRandom(1);
        var free = new FreeObjects(0, 16, object -> !present.contains(object));
        for (int round = 0; round < 500; round++) {
            while (present.size() < 100) install(free, free.take());
            for (long object : present.stream().sorted().toList()) if (random.nextInt(3) > 0) delete(free, object);
        }
        assertThat(free.firstUnused()).isLessThan(200);
    }

    private void install(FreeObjects free, long object) {
        present.add(object);
        free.installed();
    }

    private void delete(FreeObjects free, long object) {
        present.remove(object);
        free.deleted(object);
    }
}
