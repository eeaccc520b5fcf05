package dev.firn.heap;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// Which ordering points a run came to. Called by classes that [HeapChanges] has loaded, in their own copy.
public final class PassedPoints {
    private static final Set<String> PASSED = new ConcurrentSkipListSet<>();

    private PassedPoints() {}

    /// The run is at this point.
    public static void pass(String point) {
        PASSED.add(point);
    }

    /// Whether it ever was.
    public static boolean isPassed(String point) {
        return PASSED.contains(point);
    }
}
