package dev.firn.faultinjection.schedule;

import java.util.List;

/// A schedule that was tried before.
final class FixedWalk implements Chooser {
    private final List<Integer> choices;

    FixedWalk(Schedule schedule) {
        this.choices = schedule.choices();
    }

    @Override
    public int choose(Decision decision) {
        int step = decision.step();
        if (step >= choices.size()) {
            throw new ScheduleDivergedException(step, "the end", ready(decision));
        }
        int chosen = choices.get(step);
        boolean exists = chosen >= 0 && chosen < Worker.MOST && decision.isReady(chosen);
        if (!exists) throw new ScheduleDivergedException(step, "thread " + chosen + " ready", ready(decision));
        return chosen;
    }

    private static String ready(Decision decision) {
        var text = new StringBuilder("ready:");
        for (int index = 0; index < decision.count(); index++) text.append(' ').append(decision.nth(index));
        return text.toString();
    }
}
