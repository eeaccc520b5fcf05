package dev.firn.faultinjection;

import java.util.Arrays;

/// Goes through all combinations of states so that each differs from the one before in one wheel by one state
/// (a reflected Gray code): an image is built by changing a word or two.
final class Odometer {
    private long[] at = new long[16];
    private int[] direction = new int[16];

    /// From the combination of all last states, which the wheels are set to.
    void turn(Units units, Image image, Runnable visit) {
        begin(units.count());
        for (int unit = 0; unit < units.count(); unit++) image.set(unit, at[unit] = units.last(unit));
        visit.run();
        int unit;
        while ((unit = nextUnit(units)) >= 0) {
            image.set(unit, at[unit]);
            visit.run();
        }
    }

    /// The same with guarded ranges.
    void turn(Axes axes, Image image, Runnable visit) {
        begin(axes.count());
        for (int axis = 0; axis < axes.count(); axis++) axes.set(image, axis, at[axis] = axes.states(axis) - 1);
        visit.run();
        int axis;
        while ((axis = nextAxis(axes)) >= 0) {
            axes.set(image, axis, at[axis]);
            visit.run();
        }
    }

    private void begin(int wheels) {
        if (at.length < wheels) {
            at = new long[2 * wheels];
            direction = new int[2 * wheels];
        }
        Arrays.fill(direction, 0, wheels, -1);
    }

    private int nextUnit(Units units) {
        for (int unit = 0; unit < units.count(); unit++) if (step(unit, units.states(unit))) return unit;
        return -1;
    }

    private int nextAxis(Axes axes) {
        for (int axis = 0; axis < axes.count(); axis++) if (step(axis, axes.states(axis))) return axis;
        return -1;
    }

    /// Moves the wheel, or turns its direction at an end.
    private boolean step(int wheel, long states) {
        long next = at[wheel] + direction[wheel];
        if (next >= 0 && next < states) {
            at[wheel] = next;
            return true;
        }
        direction[wheel] = -direction[wheel];
        return false;
    }
}
