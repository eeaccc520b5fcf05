package dev.firn.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.FailedException;
import dev.firn.cli.Json;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.CollectionInfo.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The first line of an export.
///
/// @param collections in the order of the numbers that entries name them by
record Header(List<CollectionInfo> collections) {
    static final String FORMAT = "firn-export";
    static final int VERSION = 1;

    Header {
        collections = List.copyOf(collections);
    }

    String line() {
        var lines = collections.stream().map(Header::fields).toList();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("version", VERSION);
        fields.put("collections", lines);
        return Json.line(fields);
    }

    private static Map<String, String> fields(CollectionInfo info) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", info.name());
        fields.put("kind", info.kind().name().toLowerCase(Locale.ROOT));
        fields.put("keys", info.keySchema());
        fields.put("values", info.valueSchema());
        return fields;
    }

    /// @throws FailedException when it is none, or one of a newer version
    static Header parse(String line) {
        JsonNode fields = line == null ? null : tree(line);
        if (fields == null || !fields.isObject() || !FORMAT.equals(fields.path("format").asText())) {
            throw new FailedException(
                    "line 1 is no header of an export: expected {\"format\":\"%s\",...}".formatted(FORMAT));
        }
        int version = fields.path("version").asInt();
        if (version != VERSION) {
            throw new FailedException(
                    "the export has version %d, this version of Firn reads %d; import it with a newer one"
                            .formatted(version, VERSION));
        }
        var collections = new ArrayList<CollectionInfo>();
        for (var collection : fields.path("collections")) collections.add(info(collection));
        return new Header(collections);
    }

    private static CollectionInfo info(JsonNode fields) {
        try {
            var kind = Kind.valueOf(fields.path("kind").asText().toUpperCase(Locale.ROOT));
            return new CollectionInfo(
                    fields.path("name").asText(), kind, fields.path("keys").asText(), fields.path("values").asText());
        } catch (IllegalArgumentException unknown) {
            throw new FailedException("line 1: no collection of this version: " + fields, unknown);
        }
    }

    private static JsonNode tree(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
