package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

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

    private long unused;

    private FreeObjects free(int queue) {
        return new FreeObjects(0, queue, object -> !present.contains(object));
    }

    private long take(FreeObjects free) {
        long object = free.take();
        return object == FreeObjects.NONE ? unused++ : object;
    }

    private void delete(FreeObjects free, long object) {
        present.remove(object);
        free.deleted(object);
    }

    @Test
    void whatWasDeletedComesFirst() {
        unused = 6;
        for (long object = 0; object < 6; object++) present.add(object);
        var free = free(8);
        delete(free, 2);
        delete(free, 4);
        assertThat(List.of(take(free), take(free), take(free), take(free))).containsExactly(4L, 2L, 6L, 7L);
    }

    /// What an earlier life deleted is looked for when new ids are used.
    @Test
    void anEarlierLifesAreFoundByASweep() {
        unused = 1000;
        for (long object = 0; object < 1000; object += 2) present.add(object);
        var free = free(8);
        var found = new HashSet<Long>();
        for (int i = 0; i < 700; i++) {
            free.begin(unused);
            long object = take(free);
            assertThat(present.add(object)).isTrue();
            if (object < 1000) found.add(object);
        }
        assertThat(found).hasSize(500);
    }

    /// One call looks at few ids, so that nobody waits for a sweep of a large store.
    @Test
    void aSweepTakesItsTime() {
        int[] looked = {0};
        var free =
                new FreeObjects(
                        0,
                        8,
                        object -> {
                            looked[0]++;
                            return object == 1_000;
                        });
        free.missed(1_000_000);
        free.begin(1_000_000);
        assertThat(free.take()).isEqualTo(FreeObjects.NONE);
        assertThat(looked[0]).isEqualTo(256);
        assertThat(List.of(free.take(), free.take(), free.take())).containsExactly(-1L, -1L, 1_000L);
    }

    /// Against a model of transactions that succeed or fail: what is handed out is neither present nor handed out
    /// already.
    @Property(tries = 300)
    void anIdIsHandedOutOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 200) int used,
            @ForAll @IntRange(min = 1, max = 10) int queue) {
        present.clear();
        unused = used;
        var random = new SplittableRandom(seed);
        for (long object = 0; object < used; object++) if (random.nextBoolean()) present.add(object);
        var free = free(queue);
        for (int transaction = 0; transaction < 500; transaction++) {
            free.begin(unused);
            transact(free, random);
        }
    }

    private void transact(FreeObjects free, SplittableRandom random) {
        var out = new HashSet<Long>();
        int taken = random.nextInt(6);
        for (int i = 0; i < taken; i++) assertThat(out.add(take(free))).isTrue();
        assertThat(present.stream().filter(out::contains)).isEmpty();
        if (random.nextInt(4) == 0) {
            free.missed(taken);
            return;
        }
        var before = List.copyOf(present);
        present.addAll(out);
        for (int i = random.nextInt(6); i > 0 && !before.isEmpty(); i--) {
            long object = before.get(random.nextInt(before.size()));
            if (present.contains(object)) delete(free, object);
        }
    }

    /// The ids of a store that creates and deletes for ever stay about as many as there ever were objects.
    @Test
    void idsDoNotRunAway() {
        var random = new SplittableRandom(1);
        var free = free(16);
        for (int round = 0; round < 500; round++) {
            while (present.size() < 100) {
                free.begin(unused);
                present.add(take(free));
            }
            for (long object : present.stream().sorted().toList()) if (random.nextInt(3) > 0) delete(free, object);
        }
        assertThat(unused).isLessThan(200);
    }
}
