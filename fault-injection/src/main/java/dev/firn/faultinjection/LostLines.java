package dev.firn.faultinjection;

import java.util.function.BooleanSupplier;

/// Makes a crash that fails lose as little as possible: whole cache lines are let survive first, then single units, then
/// parts of units.
final class LostLines {
    /// A unit may have more states than can be tried.
    private static final int MOST_STATES = 256;

    private final Units units;
    private final Image image;
    private final BooleanSupplier fails;

    private LostLines(Units units, Image image, BooleanSupplier fails) {
        this.units = units;
        this.image = image;
        this.fails = fails;
    }

    /// Leaves `image` at a choice that still fails, and fails no longer when any one line or unit of it survives.
    ///
    /// @param fails whether the image as it is fails
    static void shrink(Units units, Image image, BooleanSupplier fails) {
        var lost = new LostLines(units, image, fails);
        while (lost.lines() | lost.units()) {}
        lost.parts();
    }

    private boolean lines() {
        boolean any = false;
        for (int unit = 0; unit < units.count(); unit++) {
            if (isWhole(unit) || !isFirstOfLine(unit)) continue;
            long[] before = image.choice().clone();
            for (int other = unit; other < units.count(); other++) {
                if (units.line(other) == units.line(unit)) image.set(other, units.last(other));
            }
            any |= keepOr(before);
        }
        return any;
    }

    private boolean units() {
        boolean any = false;
        for (int unit = 0; unit < units.count(); unit++) if (!isWhole(unit)) any |= keepIfFails(unit, units.last(unit));
        return any;
    }

    /// The largest state that still fails: of what a unit lost, as much as possible is there again.
    private void parts() {
        for (int unit = 0; unit < units.count(); unit++) {
            // Lost says more than damaged.
            if (units.isGarbage(unit, image.choice()[unit])) keepIfFails(unit, 0);
            long lowest = Math.max(image.choice()[unit] + 1, units.last(unit) - MOST_STATES);
            for (long state = units.last(unit) - 1; state >= lowest; state--) {
                if (!units.isGarbage(unit, state) && keepIfFails(unit, state)) break;
            }
        }
    }

    private boolean keepIfFails(int unit, long state) {
        long before = image.choice()[unit];
        image.set(unit, state);
        if (fails.getAsBoolean()) return true;
        image.set(unit, before);
        return false;
    }

    private boolean keepOr(long[] before) {
        if (fails.getAsBoolean()) return true;
        image.set(before);
        return false;
    }

    private boolean isWhole(int unit) {
        return image.choice()[unit] == units.last(unit);
    }

    private boolean isFirstOfLine(int unit) {
        for (int other = 0; other < unit; other++) {
            if (units.line(other) == units.line(unit) && !isWhole(other)) return false;
        }
        return true;
    }
}
