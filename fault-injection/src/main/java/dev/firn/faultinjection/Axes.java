package dev.firn.faultinjection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What is chosen independently at a crash point: units, or, where ranges are guarded, all the units of a range at
/// once. State 0 is the least that may survive, the last state the most, also here.
final class Axes {
    /// The states of a guarded range: none of it, the first word lost, the last word lost, a random half, intact.
    private static final int GUARD_STATES = 5;

    /// The random half.
    static final int TORN = 3;

    private final Units units;
    private final long[][] torn;
    private final int[][] members;
    private final boolean[] guarded;

    private Axes(Units units, List<int[]> members, long seed) {
        this.units = units;
        this.members = members.toArray(int[][]::new);
        this.torn = new long[this.members.length][];
        this.guarded = new boolean[this.members.length];
        for (int axis = 0; axis < torn.length; axis++) {
            guarded[axis] = isWorthGuarding(this.members[axis]);
            if (guarded[axis]) torn[axis] = half(this.members[axis], new SplittableRandom(seed + axis));
        }
    }

    /// Every unit for itself.
    static Axes plain(Units units) {
        var members = new ArrayList<int[]>();
        for (int unit = 0; unit < units.count(); unit++) members.add(new int[] {unit});
        return new Axes(units, members, 0);
    }

    /// The units whose stores all lie in one guarded range together, the others for themselves.
    static Axes guarded(Units units, Guards guards, long seed) {
        var table = new KeyTable();
        var members = new ArrayList<int[]>();
        for (int unit = 0; unit < units.count(); unit++) {
            int guard = guard(units, guards, unit);
            int axis = table.add(guard < 0 ? -1L - unit : guard);
            if (axis == members.size()) members.add(new int[] {unit});
            else members.set(axis, with(members.get(axis), unit));
        }
        var small = new ArrayList<int[]>();
        for (int[] axis : members) split(units, axis, small);
        return new Axes(units, small, seed);
    }

    int count() {
        return members.length;
    }

    boolean isGuarded(int axis) {
        return guarded[axis];
    }

    long states(int axis) {
        return guarded[axis] ? GUARD_STATES : units.states(members[axis][0]);
    }

    long product(long limit) {
        long product = 1;
        for (int axis = 0; axis < count(); axis++) {
            if (states(axis) > limit / product) return limit;
            product *= states(axis);
        }
        return Math.min(product, limit);
    }

    void set(Image image, int axis, long state) {
        int[] own = members[axis];
        if (!guarded[axis]) {
            image.set(own[0], state);
            return;
        }
        for (int index = 0; index < own.length; index++) image.set(own[index], stateOf(axis, index, (int) state));
    }

    /// A torn state drawn at random.
    void tear(Image image, int axis, SplittableRandom random) {
        long[] drawn = half(members[axis], random);
        for (int index = 0; index < drawn.length; index++) image.set(members[axis][index], drawn[index]);
    }

    private long stateOf(int axis, int index, int state) {
        int unit = members[axis][index];
        return switch (state) {
            case 0 -> 0;
            case 1 -> index == 0 ? 0 : units.last(unit);
            case 2 -> index == members[axis].length - 1 ? 0 : units.last(unit);
            case TORN -> torn[axis][index];
            default -> units.last(unit);
        };
    }

    private boolean isWorthGuarding(int[] axis) {
        return axis.length > 1;
    }

    private long[] half(int[] axis, SplittableRandom random) {
        var states = new long[axis.length];
        for (int index = 0; index < states.length; index++) {
            states[index] = random.nextBoolean() ? units.last(axis[index]) : random.nextLong(units.states(axis[index]));
        }
        // Neither intact nor absent.
        int kept = random.nextInt(states.length);
        states[kept] = units.last(axis[kept]);
        states[(kept + 1) % states.length] = 0;
        return states;
    }

    /// Ranges with no more states of their own than a guard has need none.
    private static void split(Units units, int[] axis, List<int[]> into) {
        long product = 1;
        for (int unit : axis) product = Math.min(GUARD_STATES + 1, product * Math.min(units.states(unit), 99));
        if (product > GUARD_STATES) into.add(axis);
        else for (int unit : axis) into.add(new int[] {unit});
    }

    private static int guard(Units units, Guards guards, int unit) {
        int guard = guards.of(units.pending().event(units.store(unit, 0)));
        for (int index = 1; index < units.stores(unit); index++) {
            if (guards.of(units.pending().event(units.store(unit, index))) != guard) return -1;
        }
        return guard;
    }

    private static int[] with(int[] axis, int unit) {
        int[] longer = Arrays.copyOf(axis, axis.length + 1);
        longer[axis.length] = unit;
        return longer;
    }
}
