package dev.firn.faultinjection;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Which choices are tried where there are too many, in the order in which they find mistakes soonest.
final class Ladder {
    private final Units units;
    private final Image image;
    private final CrashOptions options;
    private final Runnable visit;
    private final long[] choice;

    private Ladder(Units units, Image image, CrashOptions options, Runnable visit) {
        this.units = units;
        this.image = image;
        this.options = options;
        this.visit = visit;
        this.choice = new long[units.count()];
    }

    /// Tries some choices; `salt` makes the random ones of each crash point different.
    static Rung sample(Units units, Image image, CrashOptions options, long salt, Runnable visit) {
        var ladder = new Ladder(units, image, options, visit);
        ladder.all();
        ladder.visit();
        ladder.none();
        ladder.visit();
        ladder.newestLine();
        if (options.prefixes() > 0) ladder.prefixes();
        if (options.singles() > 0) ladder.singles();
        ladder.random(new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + salt));
        boolean more = options.prefixes() + options.singles() + options.random() > 0;
        return more ? Rung.SAMPLED : Rung.ADVERSARIES;
    }

    private void visit() {
        image.set(choice);
        visit.run();
    }

    private void all() {
        units.all(choice);
    }

    private void none() {
        Arrays.fill(choice, 0);
    }

    private void prefixes() {
        int stores = units.pending().count();
        int step = Math.max(1, stores / options.prefixes());
        for (int last = 0; last < stores - 1; last += step) {
            for (int unit = 0; unit < choice.length; unit++) choice[unit] = units.upTo(unit, last);
            visit();
        }
    }

    private void newestLine() {
        none();
        only(units.pending().line(units.pending().count() - 1), true);
        visit();
    }

    /// Each line, and each unit, lost alone and kept alone.
    private void singles() {
        int step = Math.max(1, choice.length / options.singles());
        for (int unit = 0; unit < choice.length; unit += step) {
            if (unit == 0 || units.line(unit) != units.line(unit - step)) {
                all();
                only(units.line(unit), false);
                visit();
                none();
                only(units.line(unit), true);
                visit();
            }
            all();
            choice[unit] = Math.max(0, choice[unit] - 1);
            visit();
            none();
            choice[unit] = units.last(unit);
            visit();
        }
    }

    private void only(int line, boolean kept) {
        for (int unit = 0; unit < choice.length; unit++) {
            if (units.line(unit) == line) choice[unit] = kept ? units.last(unit) : 0;
        }
    }

    /// Few lost, half lost, few kept: by turns.
    private void random(SplittableRandom random) {
        for (int round = 0; round < options.random(); round++) {
            double kept = new double[] {0.9, 0.5, 0.1}[round % 3];
            for (int unit = 0; unit < choice.length; unit++) {
                long states = units.states(unit);
                choice[unit] = random.nextDouble() < kept ? states - 1 : random.nextLong(states);
            }
            visit();
        }
    }
}
