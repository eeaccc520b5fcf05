package dev.firn.heap;

/// What a store knows about one of its collections. Immutable.
///
/// @param name as it is opened by
/// @param kind what it is
/// @param keySchema [Codec#schema] of the keys; empty for a `REF`
/// @param valueSchema [Codec#schema] of the values
public record CollectionInfo(String name, Kind kind, String keySchema, String valueSchema) {
    /// The kinds of collections. Their ordinals are on the medium: add at the end, never reorder.
    public enum Kind {
        /// A [DurableMap].
        MAP,
        /// A [DurableSortedMap].
        SORTED_MAP,
        /// A [DurableRef].
        REF
    }
}
