package dev.firn.heap;

import java.util.concurrent.ConcurrentMap;

/// A map that survives. Its entries are ordered by the bytes of their keys, which says nothing about the keys.
///
/// Every single call is atomic, and durable on return; inside [Store#transact] all calls are one. [#putAll], [#clear],
/// [#replaceAll], the computing methods, and `removeAll`, `retainAll` and `removeIf` of the views are one transaction
/// each; the functions given to them run once, and others wait meanwhile.
///
/// - Neither keys nor values may be null ([NullPointerException]).
/// - Iterators never throw [java.util.ConcurrentModificationException]: outside a transaction and in a read transaction
///   they show the map as it was when they were made; in a transaction that writes they also show what it writes
///   meanwhile. They support `remove`, and their entries `setValue`.
/// - A value that was got is a copy: changing it changes nothing in the store.
///
/// Safe for use by several threads. All methods may throw [StoreClosedException] and [StoreFailedException]; those that
/// change something also [StoreFullException], [StoreReadOnlyException], [ValueTooLargeException],
/// [dev.firn.log.OutcomeUnknownException] and, inside [Store#read], [ReadOnlyTransactionException]; and all may throw
/// what the codecs throw, before anything was changed.
///
/// @param <K> keys
/// @param <V> values
public sealed interface DurableMap<K, V> extends ConcurrentMap<K, V> permits BaseMap, DurableSortedMap {
    /// The name of the collection; that of the whole one for a part of it.
    String name();

    /// Like [#size], also beyond [Integer#MAX_VALUE]. The first call after opening reads the heads of all leaves.
    long mappingCount();
}
