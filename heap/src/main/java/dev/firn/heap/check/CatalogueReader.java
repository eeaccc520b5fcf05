package dev.firn.heap.check;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.Decoder;
import dev.firn.heap.check.Findings.Problems;
import java.util.ArrayList;
import java.util.List;

/// Which collections a store has, as far as its catalogue can be read.
final class CatalogueReader {
    private final Problems problems;

    CatalogueReader(Problems problems) {
        this.problems = problems;
    }

    /// A collection and the object that its tree begins at.
    record Named(CollectionInfo info, long root) {}

    /// What an entry of the catalogue says; null when it says nothing.
    Named read(byte[] key, byte[] value, long page) {
        try {
            var name = new Decoder(key);
            var in = new Decoder(value);
            String called = Codec.string().read(name);
            long kind = in.getVarLong();
            long root = in.getVarLong();
            var schemas = List.of(in.getString(), in.getString());
            boolean whole = name.remaining() == 0 && in.remaining() == 0;
            if (kind < 0 || kind >= Kind.values().length || root <= Trees.CATALOGUE || !whole) {
                return unreadable(key, page, "kind %d, root %d".formatted(kind, root));
            }
            var info = new CollectionInfo(called, Kind.values()[(int) kind], schemas.getFirst(), schemas.getLast());
            schemas(info, page);
            return new Named(info, root);
        } catch (CodecException | IndexOutOfBoundsException e) {
            return unreadable(key, page, String.valueOf(e.getMessage()));
        }
    }

    void schemas(CollectionInfo info, long page) {
        var wrong = new ArrayList<String>();
        boolean keyless = info.kind() == Kind.REF;
        if (keyless != info.keySchema().isEmpty()) wrong.add(info.keySchema());
        if (!keyless && !isBalanced(info.keySchema())) wrong.add(info.keySchema());
        if (info.valueSchema().isEmpty() || !isBalanced(info.valueSchema())) wrong.add(info.valueSchema());
        if (wrong.isEmpty()) return;
        problems.add(
                FindingKind.CATALOGUE_SCHEMA,
                -1,
                page,
                "the schema of \"%s\"".formatted(info.name()),
                '"' + String.join("\", \"", wrong) + '"');
    }

    private static boolean isBalanced(String schema) {
        var open = new StringBuilder();
        for (char c : schema.toCharArray()) {
            if (c == '<' || c == '{') open.append(c);
            if (c != '>' && c != '}') continue;
            if (open.isEmpty() || open.charAt(open.length() - 1) != (c == '>' ? '<' : '{')) return false;
            open.setLength(open.length() - 1);
        }
        return open.isEmpty();
    }

    private Named unreadable(byte[] key, long page, String found) {
        problems.add(FindingKind.CATALOGUE_ENTRY, -1, page, "a collection at " + Text.bytes(key), found);
        return null;
    }
}
