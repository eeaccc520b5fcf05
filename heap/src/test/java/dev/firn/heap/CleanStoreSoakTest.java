package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No false alarm: random transactions on the production store, crashed until a number of states was visited, a state
/// being a crash point and what it leaves. `-Dfirn.states=N` says how many, `-Dfirn.seed=S` where to begin.
@Tag("soak")
class CleanStoreSoakTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.JAVA, CrashModel.PX86, CrashModel.PAGECACHE)
                    .withExhaustive(4096)
                    .withCuts(64, 64)
                    .withNested(0)
                    .withRecoverTwice(false);

    @Test
    void noFalseAlarm() {
        long states = Long.getLong("firn.states", 100_000_000);
        long seed = Long.getLong("firn.seed", 1);
        long visited = 0;
        long images = 0;
        long points = 0;
        int runs = 0;
        long began = System.nanoTime();
        long told = began;
        for (; visited < states; runs++) {
            var scenario = scenario(new SplittableRandom(seed + runs));
            var report = CrashExplorer.explore(scenario, OPTIONS.withRandom(1024, seed + runs));
            visited += report.images() + report.repeated();
            images += report.images();
            points += report.points();
            if (System.nanoTime() - told < 30_000_000_000L && visited < states) continue;
            told = System.nanoTime();
            System.out.printf(
                    "%,d states visited, %,d distinct images, %,d crash points, %d workloads, %.0f s, no violation%n",
                    visited, images, points, runs + 1, (told - began) / 1e9);
        }
        assertThat(visited).isGreaterThanOrEqualTo(states);
    }

    private static HeapCrashTest.Scenario scenario(SplittableRandom random) {
        var transactions = new ArrayList<Consumer<Map<String, String>>>();
        int count = random.nextInt(2, 6);
        for (int i = 0; i < count; i++) transactions.add(transaction(random));
        return new HeapCrashTest.Scenario(List.copyOf(transactions), random.nextInt(6, 12));
    }

    private static Consumer<Map<String, String>> transaction(SplittableRandom random) {
        record Change(String key, String value) {}
        var changes = new ArrayList<Change>();
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            String value = random.nextInt(4) == 0 ? null : "v".repeat(random.nextInt(1, 200)) + i;
            changes.add(new Change("k" + random.nextInt(6), value));
        }
        return map -> {
            for (var change : changes) {
                if (change.value() == null) map.remove(change.key());
                else map.put(change.key(), change.value());
            }
        };
    }
}
