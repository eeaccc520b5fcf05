package dev.firn.cli;

import dev.firn.cli.schema.JsonType;
import dev.firn.cli.schema.SchemaParser;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.check.DumpOptions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Shows stored bytes as JSON, by the schema that the store keeps with them.
final class SchemaPrinter implements DumpOptions.Printer {
    private final Map<String, JsonType> types = new HashMap<>();

    @Override
    public String key(CollectionInfo collection, byte[] key) {
        return text(collection.keySchema(), key);
    }

    @Override
    public String value(CollectionInfo collection, byte[] value) {
        return text(collection.valueSchema(), value);
    }

    private String text(String schema, byte[] bytes) {
        try {
            return Json.line(types.computeIfAbsent(schema, SchemaParser::parse).decode(bytes));
        } catch (RuntimeException unreadable) { // the bytes may be damaged, and a JSON type throws what its codec does
            return "unreadable 0x" + HexFormat.of().formatHex(bytes);
        }
    }
}
