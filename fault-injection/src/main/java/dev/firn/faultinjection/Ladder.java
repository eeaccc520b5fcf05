package dev.firn.faultinjection;

import java.util.SplittableRandom;

/// Which choices are tried at one crash point, in the order in which they find mistakes soonest.
final class Ladder {
    /// Takes one choice; the array is used again afterwards.
    interface Visitor {
        void visit(int[] choice);
    }

    private final Rows rows;
    private final CrashOptions options;
    private final Visitor visitor;

    private Ladder(Rows rows, CrashOptions options, Visitor visitor) {
        this.rows = rows;
        this.options = options;
        this.visitor = visitor;
    }

    /// Climbs. Returns whether every choice was tried.
    static boolean climb(CrashModel model, Rows rows, CrashOptions options, long salt, Visitor visitor) {
        var ladder = new Ladder(rows, options, visitor);
        visitor.visit(rows.all());
        if (rows.count() == 0 || !model.cutsRows()) return true;
        visitor.visit(rows.none());
        if (rows.product(options.exhaustive() + 1L) <= options.exhaustive()) return ladder.everything();
        ladder.prefixes();
        ladder.newestLine();
        ladder.singles();
        ladder.random(new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + salt));
        return false;
    }

    private boolean everything() {
        int[] choice = rows.none();
        int row = 0;
        while (row < choice.length) {
            if (choice[row] < rows.length(row)) {
                choice[row]++;
                visitor.visit(choice);
                row = 0;
            } else {
                choice[row++] = 0;
            }
        }
        return true;
    }

    private void prefixes() {
        int stores = rows.pending().count();
        int step = Math.max(1, stores / options.prefixes());
        for (int last = 0; last < stores - 1; last += step) visitor.visit(rows.upTo(last));
    }

    private void newestLine() {
        int line = rows.pending().line(rows.pending().count() - 1);
        int[] choice = rows.none();
        for (int row = 0; row < choice.length; row++) if (rows.line(row) == line) choice[row] = rows.length(row);
        visitor.visit(choice);
    }

    /// Each line, and each row, lost alone and kept alone.
    private void singles() {
        int step = Math.max(1, rows.count() / options.singles());
        for (int row = 0; row < rows.count(); row += step) {
            if (row == 0 || rows.line(row) != rows.line(row - step)) {
                visitor.visit(only(rows.line(row), rows.all(), false));
                visitor.visit(only(rows.line(row), rows.none(), true));
            }
            int[] without = rows.all();
            without[row]--;
            visitor.visit(without);
            int[] alone = rows.none();
            alone[row] = rows.length(row);
            visitor.visit(alone);
        }
    }

    private int[] only(int line, int[] choice, boolean kept) {
        for (int row = 0; row < choice.length; row++) {
            if (rows.line(row) == line) choice[row] = kept ? rows.length(row) : 0;
        }
        return choice;
    }

    /// Few lost, half lost, few kept: by turns.
    private void random(SplittableRandom random) {
        int[] choice = rows.none();
        for (int round = 0; round < options.random(); round++) {
            double kept = new double[] {0.9, 0.5, 0.1}[round % 3];
            for (int row = 0; row < choice.length; row++) {
                int length = rows.length(row);
                choice[row] = random.nextDouble() < kept ? length : random.nextInt(length + 1);
            }
            visitor.visit(choice);
        }
    }
}
