package dev.firn.faultinjection.schedule;

import java.util.ArrayList;
import java.util.List;

/// Goes through all schedules with at most `bound` preemptions, each one once, deepest decision first. Between two runs
/// [#advance] moves on.
final class DepthFirst implements Chooser {
    private final int bound;
    private final List<Frame> path = new ArrayList<>();
    private int diverged;

    /// A decision that was made, and what else could have been chosen.
    private static final class Frame {
        final Decision decision;
        final int preemptions;
        int chosen;
        long untried;

        Frame(Decision decision, int preemptions, boolean mayPreempt) {
            this.decision = decision;
            this.preemptions = preemptions;
            this.chosen = decision.natural();
            for (int thread = 0; thread < Worker.MOST; thread++) {
                boolean other = thread != chosen && decision.isReady(thread);
                if (other && (mayPreempt || !decision.isPreemption(thread))) untried |= 1L << thread;
            }
        }

        int preemptionsAfter() {
            return preemptions + (decision.isPreemption(chosen) ? 1 : 0);
        }
    }

    DepthFirst(int bound) {
        this.bound = bound;
    }

    @Override
    public int choose(Decision decision) {
        int step = decision.step();
        if (step < path.size()) {
            var frame = path.get(step);
            boolean same =
                    frame.decision.ready() == decision.ready() && frame.decision.signature() == decision.signature();
            if (same) return frame.chosen;
            diverged++;
            cut(step);
        }
        int preemptions = path.isEmpty() ? 0 : path.getLast().preemptionsAfter();
        var frame = new Frame(decision, preemptions, preemptions < bound);
        path.add(frame);
        return frame.chosen;
    }

    /// The run had so many decisions.
    void ended(int steps) {
        if (steps >= path.size()) return;
        diverged++;
        cut(steps);
    }

    /// Preemptions of the run that has ended.
    int preemptions() {
        return path.isEmpty() ? 0 : path.getLast().preemptionsAfter();
    }

    /// Runs that did not repeat what was seen of them before.
    int diverged() {
        return diverged;
    }

    /// Prepares the next run. False when there is none.
    boolean advance() {
        while (!path.isEmpty()) {
            var frame = path.getLast();
            if (frame.untried != 0) {
                frame.chosen = Long.numberOfTrailingZeros(frame.untried);
                frame.untried &= frame.untried - 1;
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    private void cut(int length) {
        while (path.size() > length) path.removeLast();
    }
}
