package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import java.util.List;
import java.util.Objects;

/// What a repair saves, and what is lost. Immutable.
///
/// @param possible whether there is a store of which anything can be saved
/// @param kept the collections that are saved, with the entries of each
/// @param lost what is not saved, as far as it is known
/// @param lostUnlisted losses beyond the number that is listed
/// @param stale what is saved as it was before
/// @param changed what is saved, but not as it was: a sentence each
/// @param orphanPages pages that hold entries, and nothing says of which collection
/// @param orphanEntries the entries in them
/// @param findings what is wrong with the file
public record RepairPlan(
        boolean possible,
        List<Kept> kept,
        List<Lost> lost,
        long lostUnlisted,
        List<Stale> stale,
        List<String> changed,
        long orphanPages,
        long orphanEntries,
        List<Finding> findings) {
    public RepairPlan {
        kept = List.copyOf(kept);
        lost = List.copyOf(lost);
        stale = List.copyOf(stale);
        changed = List.copyOf(changed);
        findings = List.copyOf(findings);
    }

    /// A collection that is saved.
    public record Kept(CollectionInfo info, long entries) {}

    /// Something that is lost.
    ///
    /// @param collection the collection's name; of a lost collection what is left of it
    /// @param what whether it is a key, a range of keys or the collection
    /// @param low the key as it is stored, or the first of the range; null for the beginning. Not to be changed
    /// @param high where the range ends, exclusive; null for the end. Not to be changed
    public record Lost(String collection, What what, byte[] low, byte[] high, String why) {
        public Lost {
            Objects.requireNonNull(collection, "collection");
            Objects.requireNonNull(what, "what");
        }

        @Override
        public String toString() {
            return switch (what) {
                case KEY -> "\"%s\": the key %s: %s".formatted(collection, Text.bytes(low), why);
                case RANGE ->
                        "\"%s\": all keys from %s to %s: %s"
                                .formatted(
                                        collection, low == null ? "the first" : Text.bytes(low), Text.bytes(high), why);
                case COLLECTION -> "the collection %s: %s".formatted(collection, why);
            };
        }
    }

    /// What can be lost.
    public enum What {
        KEY,
        RANGE,
        COLLECTION
    }

    /// Keys of which an older state is saved, because the newest is lost.
    ///
    /// @param low the first key, null for the beginning. Not to be changed
    /// @param high where they end, exclusive; null for the end. Not to be changed
    /// @param commit the stamp of the commit whose state it is
    /// @param newest that of the one that is lost, 0 when it is not known
    public record Stale(String collection, byte[] low, byte[] high, long commit, long newest) {
        @Override
        public String toString() {
            return "\"%s\": keys from %s to %s are as of commit %d%s"
                    .formatted(
                            collection,
                            low == null ? "the first" : Text.bytes(low),
                            Text.bytes(high),
                            commit,
                            newest == 0 ? "" : ", those of commit " + newest + " are lost");
        }
    }

    /// Whether everything is saved as it was last.
    public boolean isLossless() {
        return possible && lost.isEmpty() && stale.isEmpty() && changed.isEmpty() && orphanPages == 0;
    }
}
