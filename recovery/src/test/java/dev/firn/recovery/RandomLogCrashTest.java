package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.recovery.LogScenario.Act;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Short workloads drawn at random, each crashed everywhere. `-Dfirn.crash.workloads=N` draws more of them.
class RandomLogCrashTest {
    private static final int WORKLOADS = Integer.getInteger("firn.crash.workloads", 20);
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE)
                    .withExhaustive(64)
                    .withCuts(8, 8);

    @Test
    void noRandomWorkloadLosesAnything() {
        long images = 0;
        for (int seed = 1; seed <= WORKLOADS; seed++) {
            var scenario = scenario(new Random(seed));
            // Every fiftieth one with a crash, a crash of its recovery and a crash of that.
            var options = OPTIONS.withRandom(6, seed).withNested(seed % 50 == 0 ? 2 : 1);
            images += CrashExplorer.explore(scenario, options).images();
        }
        assertThat(images).isGreaterThan(WORKLOADS * 100L);
    }

    private static LogScenario scenario(Random random) {
        boolean large = random.nextInt(4) == 0;
        var acts = new ArrayList<Act>();
        for (int count = 2 + random.nextInt(4); count > 0; count--) acts.add(act(random, large));
        var scenario = LogScenario.of(acts.toArray(Act[]::new)).withSegments(1 + random.nextInt(4), 24);
        return large ? scenario.withLargeRecords() : scenario;
    }

    private static Act act(Random random, boolean large) {
        return switch (random.nextInt(8)) {
            case 0 -> new Act.Kill();
            case 1 -> new Act.Reopen();
            default -> append(random, large);
        };
    }

    private static Act append(Random random, boolean large) {
        var ops = new ArrayList<Op>();
        var objects = new HashSet<Integer>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int object = 1 + random.nextInt(3);
            if (objects.add(object)) ops.add(op(random, object, large));
        }
        return new Act.Append(ops.toArray(Op[]::new));
    }

    private static Op op(Random random, int object, boolean large) {
        if (random.nextInt(5) == 0) return new Op.Tombstone(object);
        int length =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(50);
                    case 1 -> 1300 + random.nextInt(1000);
                    case 2 -> 3850 + random.nextInt(50);
                    default -> random.nextInt(large ? 9000 : 3900);
                };
        return new Op.Put(object, "x".repeat(length));
    }
}
