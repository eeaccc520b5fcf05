package dev.firn.heap.check;

import dev.firn.heap.check.CorruptionCorpus.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The cases of some structures.
abstract class CorruptCases {
    final List<Case> cases = new ArrayList<>();

    /// @param store what is changed
    final void add(
            Supplier<byte[]> store,
            String structure,
            String field,
            String change,
            FindingKind kind,
            Consumer<Editor> edit) {
        cases.add(new Case(store, structure, field, change, kind, edit));
    }

    interface Field {
        void change(Editor editor, int at);
    }

    final void add(String structure, String field, String change, FindingKind kind, Consumer<Editor> edit) {
        add(Sample::closed, structure, field, change, kind, edit);
    }

    static void increment(Editor editor, int at) {
        editor.bytes.putLong(at, editor.bytes.getLong(at) + 1);
    }

    static void add(Editor e, int at, int difference) {
        e.bytes.put(at, (byte) (e.bytes.get(at) + difference));
    }
}
