package dev.firn.heap;

import java.util.concurrent.ConcurrentNavigableMap;

/// A [DurableMap] in the natural order of its keys. Its sub-maps and descending views are live, and so are theirs.
///
/// [#size] of a part counts its entries; entries that navigation returns are copies without `setValue`.
///
/// @param <K> keys
/// @param <V> values
public sealed interface DurableSortedMap<K, V> extends DurableMap<K, V>, ConcurrentNavigableMap<K, V>
        permits SortedView {}
