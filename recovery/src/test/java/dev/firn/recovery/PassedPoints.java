package dev.firn.recovery;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// Which ordering points a run came to. Called by classes that a [NotingLoader] has loaded, in its own copy.
public final class PassedPoints {
    private static final Set<String> PASSED = new ConcurrentSkipListSet<>();

    private PassedPoints() {}

    /// The run is at this point.
    public static void pass(String point) {
        PASSED.add(point);
    }

    /// All that were passed so far.
    public static Set<String> passed() {
        return Set.copyOf(PASSED);
    }
}
