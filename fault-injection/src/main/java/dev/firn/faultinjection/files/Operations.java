package dev.firn.faultinjection.files;

import dev.firn.faultinjection.SimulatedRegion;
import java.util.List;

/// Marks in a workload where each operation begins and where it has been told that the operation is durable.
///
/// Safe for use by several threads; operations of different threads may overlap.
public final class Operations {
    /// Something that may fail.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private final SimulatedRegion region;
    private final List<String> names;

    Operations(SimulatedRegion region, List<String> names) {
        this.region = region;
        this.names = names;
    }

    /// Runs one operation. From its start on, a recovery may find it; when `action` has returned, every recovery must.
    ///
    /// @param name tells it apart from all others of the workload; not null
    /// @throws IllegalArgumentException when there was one of that name before
    public void run(String name, Action action) throws Exception {
        long number = numberOf(name);
        region.started(number);
        action.run();
        region.acknowledged(number);
    }

    /// The same for operations that have numbers: its name is the number in decimal.
    public void run(long number, Action action) throws Exception {
        run(Long.toString(number), action);
    }

    private long numberOf(String name) {
        synchronized (names) {
            if (names.contains(name)) {
                throw new IllegalArgumentException(
                        "operation \"%s\" ran before: give every operation of a workload a name of its own"
                                .formatted(name));
            }
            names.add(name);
            return names.size() - 1;
        }
    }
}
