package dev.firn.heap.check;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Every field of every structure, changed to mean something wrong under checksums that hold.
final class CorruptionCorpus {
    /// @param store what is changed
    /// @param structure whose field it is
    /// @param change what is done to the field
    /// @param kind what the checker must call it
    record Case(
            Supplier<byte[]> store,
            String structure,
            String field,
            String change,
            FindingKind kind,
            Consumer<Editor> edit) {
        @Override
        public String toString() {
            return structure + "." + field + ": " + change;
        }
    }

    private CorruptionCorpus() {}

    static List<Case> all() {
        return Stream.of(
                        new CorruptLog(),
                        new CorruptRecords(),
                        new CorruptPages(),
                        new CorruptCheckpoints(),
                        new CorruptManifests(),
                        new CorruptDigests())
                .flatMap(some -> some.cases.stream())
                .toList();
    }
}
