package dev.firn.faultinjection.schedule.history;

import dev.firn.faultinjection.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What threads asked and were answered, by the moments of their beginning. Immutable.
///
/// @param operations each id at most once
public record History(List<Operation> operations) {
    public History {
        operations = operations.stream().sorted(Comparator.comparingInt(Operation::invoked)).toList();
    }

    /// What of it had happened when a workload had come to `progress`, by the ids of the operations.
    public History until(Progress progress) {
        return new History(
                operations.stream()
                        .filter(operation -> progress.isStarted(operation.id()))
                        .map(operation -> progress.isAcknowledged(operation.id()) ? operation : operation.unanswered())
                        .toList());
    }

    /// The same without one operation.
    public History without(Operation operation) {
        return new History(operations.stream().filter(other -> other.id() != operation.id()).toList());
    }

    /// The same with one operation exchanged for `changed`, which has its id.
    public History with(Operation changed) {
        return new History(operations.stream().map(other -> other.id() == changed.id() ? changed : other).toList());
    }

    /// A number that differs, but for chance, where operations, answers, or who was over before whom differ.
    public long hash() {
        long sum = 0;
        for (var operation : operations) {
            long before = 0;
            for (var other : operations) if (other.precedes(operation)) before += mix(other.id() + 1);
            long single = mix(operation.id() + 7) + text(operation.input());
            if (!operation.isPending()) single += mix(text(operation.output()) + 3);
            sum += mix(single ^ mix(before));
        }
        return mix(sum + operations.size());
    }

    /// One operation a line.
    @Override
    public String toString() {
        return operations.stream()
                .map(operation -> "  [%3d,%4s] %s".formatted(operation.invoked(), end(operation), operation))
                .collect(Collectors.joining("\n"));
    }

    private static String end(Operation operation) {
        return operation.isPending() ? "" : String.valueOf(operation.responded());
    }

    private static long text(Object value) {
        long hash = 1125899906842597L;
        String text = Objects.toString(value);
        for (int i = 0; i < text.length(); i++) hash = 31 * hash + text.charAt(i);
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
