package dev.firn.cli;

import dev.firn.cli.schema.JsonType;
import dev.firn.cli.schema.SchemaParser;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.DurableMap;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import java.util.stream.Collectors;

/// A collection of a store, with keys and values in the form that JSON has.
///
/// @param info what the store says of it
/// @param keys the type of its keys; of a `REF`, which has none, the type of nothing
/// @param values the type of its values
record Collection(CollectionInfo info, JsonType keys, JsonType values) {
    /// The collection with that name.
    ///
    /// @throws FailedException when there is none
    static Collection named(Store store, String name) {
        var all = store.collections();
        return all.stream()
                .filter(info -> info.name().equals(name))
                .findFirst()
                .map(Collection::of)
                .orElseThrow(() ->
                        new FailedException(
                                "there is no collection \"%s\"; the store has: %s"
                                        .formatted(
                                                name,
                                                all.stream()
                                                        .map(CollectionInfo::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    static Collection of(CollectionInfo info) {
        return new Collection(info, SchemaParser.parse(info.keySchema()), SchemaParser.parse(info.valueSchema()));
    }

    /// It as a map.
    ///
    /// @throws FailedException when it is a reference
    DurableMap<Object, Object> map(Store store) {
        return switch (info.kind()) {
            case MAP -> store.map(info.name(), keys, values);
            case SORTED_MAP -> store.sortedMap(info.name(), keys, values);
            case REF ->
                    throw new FailedException(
                            "\"%s\" is a reference, not a map: 'firn get' shows it".formatted(info.name()));
        };
    }

    /// It as a sorted map.
    ///
    /// @throws FailedException when it is none
    DurableSortedMap<Object, Object> sortedMap(Store store) {
        if (info.kind() == Kind.SORTED_MAP) return store.sortedMap(info.name(), keys, values);
        throw new FailedException(
                "\"%s\" is not sorted: only a sorted map has ranges and an order".formatted(info.name()));
    }

    /// How many entries it has.
    int size(Store store) {
        return switch (info.kind()) {
            case MAP, SORTED_MAP -> map(store).size();
            case REF -> store.ref(info.name(), values).get().isPresent() ? 1 : 0;
        };
    }

    /// Such as `sorted map, string -> int64`.
    String type() {
        return switch (info.kind()) {
            case MAP -> "map, %s -> %s".formatted(info.keySchema(), info.valueSchema());
            case SORTED_MAP -> "sorted map, %s -> %s".formatted(info.keySchema(), info.valueSchema());
            case REF -> "reference, " + info.valueSchema();
        };
    }
}
