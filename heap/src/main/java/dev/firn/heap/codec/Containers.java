package dev.firn.heap.codec;

import static java.util.Map.entry;

import dev.firn.heap.Codec;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/// The generic interfaces of the JDK whose codec is made of those of their type arguments.
final class Containers {
    static final Map<Class<?>, Function<List<Codec<?>>, Codec<?>>> MAKERS =
            Map.ofEntries(
                    entry(Optional.class, parts -> Optionals.of(parts.getFirst())),
                    entry(List.class, parts -> new ListCodec<>(parts.getFirst())),
                    entry(Set.class, parts -> new SetCodec<>(parts.getFirst())),
                    entry(SortedSet.class, parts -> new SortedSetCodec<>(parts.getFirst())),
                    entry(NavigableSet.class, parts -> new SortedSetCodec<>(parts.getFirst())),
                    entry(Map.class, parts -> new MapCodec<>(parts.getFirst(), parts.getLast())),
                    entry(SortedMap.class, parts -> new SortedMapCodec<>(parts.getFirst(), parts.getLast())),
                    entry(NavigableMap.class, parts -> new SortedMapCodec<>(parts.getFirst(), parts.getLast())),
                    entry(Map.Entry.class, parts -> new EntryCodec<>(parts.getFirst(), parts.getLast())));

    /// How a path goes on to the only type argument, or to the first and second of two.
    static final List<List<String>> PLACES = List.of(List.of("[]"), List.of("[key]", "[value]"));

    private Containers() {}
}
