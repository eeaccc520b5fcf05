package dev.firn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.firn.cli.schema.JsonType;

/// Keys and values on the command line: a string stands for itself, everything else is JSON.
final class Argument {
    private static final String STRING = "string";

    private Argument() {}

    /// @throws UsageException when `text` is not JSON and has to be
    static Object parse(String text, JsonType type) {
        if (type.schema().equals(STRING)) return text;
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            if (looksLikeText(text)) return text;
            throw new UsageException(
                    "%s is not JSON, as values of the type %s have to be written".formatted(text, type.schema()));
        }
    }

    /// What a person wants to see of a value.
    static String show(Object value, JsonType type) {
        return type.schema().equals(STRING) ? (String) value : Json.line(value);
    }

    /// Dates and the like need no quotes; whether it is one is for the type to say.
    private static boolean looksLikeText(String text) {
        return !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) < 0;
    }
}
