package dev.firn.faultinjection.schedule.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Specifications of usual objects, and the calls they know.
public final class Specifications {
    private Specifications() {}

    /// A call of a map. `Put` and `Remove` answer the value before, or null.
    ///
    /// @param <K> keys that can be compared
    public sealed interface MapCall<K extends Comparable<K>, V> {
        record Put<K extends Comparable<K>, V>(K key, V value) implements MapCall<K, V> {}

        record Get<K extends Comparable<K>, V>(K key) implements MapCall<K, V> {}

        record Remove<K extends Comparable<K>, V>(K key) implements MapCall<K, V> {}
    }

    /// A call of a counter. `Add` answers null, `AddAndGet` and `Get` answer the value as a `Long`.
    public sealed interface CounterCall {
        record Add(long amount) implements CounterCall {}

        record AddAndGet(long amount) implements CounterCall {}

        record Get() implements CounterCall {}
    }

    /// A call of a queue. `Offer` answers null, `Poll` the oldest element or null.
    public sealed interface QueueCall<E> {
        record Offer<E>(E element) implements QueueCall<E> {}

        record Poll<E>() implements QueueCall<E> {}
    }

    /// A call of a register. `Set` answers null, `CompareAndSet` a `Boolean`, `Get` the value.
    public sealed interface RegisterCall<V> {
        record Set<V>(V value) implements RegisterCall<V> {}

        record CompareAndSet<V>(V expected, V value) implements RegisterCall<V> {}

        record Get<V>() implements RegisterCall<V> {}
    }

    /// A map that begins with `initial`. Its calls are [MapCall]s.
    public static <K extends Comparable<K>, V> Specification<Map<K, V>> map(Map<K, V> initial) {
        return new Specification<>() {
            @Override
            public Map<K, V> initial() {
                return new TreeMap<>(initial);
            }

            @Override
            public Step<Map<K, V>> step(Map<K, V> state, Object input) {
                @SuppressWarnings("unchecked")
                var call = (MapCall<K, V>) known(MapCall.class, input);
                var next = new TreeMap<K, V>(state);
                V before =
                        switch (call) {
                            case MapCall.Put<K, V>(var key, var value) -> next.put(key, value);
                            case MapCall.Get<K, V>(var key) -> next.get(key);
                            case MapCall.Remove<K, V>(var key) -> next.remove(key);
                        };
                return new Step<>(next, before);
            }

            @Override
            public boolean changes(Object input) {
                return !(input instanceof MapCall.Get);
            }
        };
    }

    /// A counter that begins with `initial`. Its calls are [CounterCall]s.
    public static Specification<Long> counter(long initial) {
        return new Specification<>() {
            @Override
            public Long initial() {
                return initial;
            }

            @Override
            public Step<Long> step(Long state, Object input) {
                return switch ((CounterCall) known(CounterCall.class, input)) {
                    case CounterCall.Add(var amount) -> new Step<>(state + amount, null);
                    case CounterCall.AddAndGet(var amount) -> new Step<>(state + amount, state + amount);
                    case CounterCall.Get() -> new Step<>(state, state);
                };
            }

            @Override
            public boolean changes(Object input) {
                return !(input instanceof CounterCall.Get);
            }
        };
    }

    /// A queue that begins with `initial`, oldest first. Its calls are [QueueCall]s.
    public static <E> Specification<List<E>> queue(List<E> initial) {
        return new Specification<>() {
            @Override
            public List<E> initial() {
                return List.copyOf(initial);
            }

            @Override
            public Step<List<E>> step(List<E> state, Object input) {
                @SuppressWarnings("unchecked")
                var call = (QueueCall<E>) known(QueueCall.class, input);
                return switch (call) {
                    case QueueCall.Offer<E>(var element) -> {
                        var next = new ArrayList<>(state);
                        next.add(element);
                        yield new Step<>(List.copyOf(next), null);
                    }
                    case QueueCall.Poll<E>() ->
                            state.isEmpty()
                                    ? new Step<>(state, null)
                                    : new Step<>(List.copyOf(state.subList(1, state.size())), state.getFirst());
                };
            }
        };
    }

    /// A register that begins with `initial`, which is not null. Its calls are [RegisterCall]s.
    public static <V> Specification<V> register(V initial) {
        return new Specification<>() {
            @Override
            public V initial() {
                return initial;
            }

            @Override
            public Step<V> step(V state, Object input) {
                @SuppressWarnings("unchecked")
                var call = (RegisterCall<V>) known(RegisterCall.class, input);
                return switch (call) {
                    case RegisterCall.Set<V>(var value) -> new Step<>(value, null);
                    case RegisterCall.CompareAndSet<V>(var expected, var value) ->
                            Objects.equals(state, expected) ? new Step<>(value, true) : new Step<>(state, false);
                    case RegisterCall.Get<V>() -> new Step<>(state, state);
                };
            }

            @Override
            public boolean changes(Object input) {
                return !(input instanceof RegisterCall.Get);
            }
        };
    }

    private static Object known(Class<?> type, Object input) {
        if (type.isInstance(input)) return input;
        throw new IllegalArgumentException("not a %s: %s".formatted(type.getSimpleName(), input));
    }
}
