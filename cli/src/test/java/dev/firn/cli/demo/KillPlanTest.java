package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    @Test
    void killsComeInOrderAndThenNoMore() {
        var kills = drain(new KillPlan(200, 1000, new Random(1)), 200);
        var numbers =
                kills.stream().filter(Kill.AtWork.class::isInstance).map(k -> ((Kill.AtWork) k).number()).toList();
        assertThat(numbers).isSorted().allMatch(number -> number >= 0 && number < 1000);
        assertThat(kills.stream().filter(Kill.AtStart.class::isInstance).count()).isBetween(20L, 60L);
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(drain(new KillPlan(30, 500, new Random(5)), 30))
                .isEqualTo(drain(new KillPlan(30, 500, new Random(5)), 30));
    }

    private static List<Kill> drain(KillPlan plan, int count) {
        var kills = new ArrayList<Kill>();
        for (int i = 0; i < count; i++) kills.add(plan.next());
        assertThat(kills).doesNotHaveAnyElementsOfTypes(Kill.Never.class);
        assertThat(plan.next()).isInstanceOf(Kill.Never.class);
        return kills;
    }
}
