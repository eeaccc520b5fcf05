package dev.firn.faultinjection.files;

import dev.firn.faultinjection.Progress;
import java.util.List;

/// How far the workload had come when it crashed, in the names of its [Operations]. What is acknowledged must be found;
/// what is not started must not; anything else may or may not.
///
/// @param progress the same by number, counted from 0 in the order in which the operations began
/// @param names by number
public record Done(Progress progress, List<String> names) {
    public Done {
        names = List.copyOf(names);
    }

    /// Whether operation `name` had begun.
    public boolean isStarted(String name) {
        int number = names.indexOf(name);
        return number >= 0 && progress.isStarted(number);
    }

    /// Whether the workload had been told that operation `name` is durable.
    public boolean isAcknowledged(String name) {
        int number = names.indexOf(name);
        return number >= 0 && progress.isAcknowledged(number);
    }

    public boolean isStarted(long number) {
        return isStarted(Long.toString(number));
    }

    public boolean isAcknowledged(long number) {
        return isAcknowledged(Long.toString(number));
    }

    /// The judgement for whatever appends: `found` must be the names of operations in the order in which they began,
    /// without a gap; all that were acknowledged must be there, and none that had not begun.
    ///
    /// @throws AssertionError when not
    public void requireAppended(List<String> found) {
        for (int index = 0; index < found.size(); index++) {
            String name = found.get(index);
            if (index >= names.size() || !names.get(index).equals(name)) {
                throw new AssertionError(
                        "entry %d is \"%s\", expected %s; found: %s"
                                .formatted(
                                        index,
                                        name,
                                        index < names.size() ? '"' + names.get(index) + '"' : "none",
                                        found));
            }
            if (!isStarted(name)) throw new AssertionError("\"%s\" is there before it began".formatted(name));
        }
        for (String name : names) {
            if (isAcknowledged(name) && !found.contains(name)) {
                throw new AssertionError("\"%s\" was acknowledged and is lost; found: %s".formatted(name, found));
            }
        }
    }
}
