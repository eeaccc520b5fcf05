package dev.firn.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.FailedException;
import dev.firn.cli.Json;
import dev.firn.cli.schema.JsonType;
import dev.firn.cli.schema.NotOfTypeException;
import dev.firn.cli.schema.SchemaParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Stored bytes of one type as JSON and back: decoded where that gives exactly the same bytes again, else in base 64.
///
/// @param type null when only the application knows it
record Form(String schema, JsonType type) {
    private static final String BYTES = "$base64";

    static Form of(String schema) {
        return new Form(schema, SchemaParser.isUnknown(schema) ? null : SchemaParser.parse(schema));
    }

    String text(byte[] bytes) {
        String decoded = type == null ? null : decoded(bytes);
        return decoded != null ? decoded : Json.line(Map.of(BYTES, Base64.getEncoder().encodeToString(bytes)));
    }

    /// Null when the way back would not lead to the same bytes.
    private String decoded(byte[] bytes) {
        try {
            String text = Json.line(type.decode(bytes));
            byte[] written = text.getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(bytes(Json.MAPPER.readTree(written)), bytes) ? text : null;
        } catch (RuntimeException | IOException unreadable) { // types throw what their codecs do
            return null;
        }
    }

    /// @throws FailedException when it is no value of the type
    byte[] bytes(JsonNode node) {
        if (node.size() == 1 && node.path(BYTES).isTextual()) {
            try {
                return Base64.getDecoder().decode(node.path(BYTES).asText());
            } catch (IllegalArgumentException wrong) {
                throw new FailedException("no base 64: " + node, wrong);
            }
        }
        if (type == null) throw new FailedException("the type %s is known only as bytes: %s".formatted(schema, node));
        try {
            return type.encode(Json.MAPPER.treeToValue(node, Object.class));
        } catch (NotOfTypeException | JsonProcessingException wrong) {
            throw new FailedException("no value of the type %s: %s".formatted(schema, node), wrong);
        }
    }
}
