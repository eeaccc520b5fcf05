package dev.firn.cli.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns the schema text that a store keeps with a collection into a type that reads and writes it.
public final class SchemaParser {
    private final String text;
    private int at;

    private SchemaParser(String text) {
        this.text = text;
    }

    /// The type of that schema; one that knows only bytes when any part of the schema is not known.
    public static JsonType parse(String schema) {
        try {
            var parser = new SchemaParser(schema);
            JsonType type = parser.type();
            return parser.at == schema.length() ? type : new RawType(schema);
        } catch (UnknownTypeException e) {
            return new RawType(schema);
        }
    }

    /// Whether only the bytes of that type are known.
    public static boolean isUnknown(String schema) {
        return parse(schema) instanceof RawType;
    }

    private JsonType type() {
        int from = at;
        if (peek() == '{') return new Composites.Struct(text.substring(from, skip()), members(from, ','));
        String name = name();
        return switch (peek()) {
            case '<' -> {
                var arguments = arguments();
                yield Composites.generic(name, text.substring(from, at), arguments)
                        .orElseThrow(UnknownTypeException::new);
            }
            case '{' -> braces(name, from);
            default -> {
                JsonType basic = Basics.named(name);
                if (basic == null) throw new UnknownTypeException();
                yield basic;
            }
        };
    }

    private JsonType braces(String name, int from) {
        int open = at;
        int end = skip();
        String schema = text.substring(from, end);
        return switch (name) {
            case "enum" -> {
                at = end;
                yield Composites.choice(schema, List.of(text.substring(open + 1, end - 1).split(",")));
            }
            case "sealed" -> new Composites.Family(schema, members(open, '|'));
            default -> throw new UnknownTypeException();
        };
    }

    private List<JsonType> arguments() {
        var arguments = new ArrayList<JsonType>();
        do {
            at++;
            arguments.add(type());
        } while (peek() == ',');
        expect('>');
        return arguments;
    }

    /// `{name:type,name:type}` from `open` on.
    private Map<String, JsonType> members(int open, char separator) {
        var members = new LinkedHashMap<String, JsonType>();
        at = open;
        if (text.startsWith("{}", at)) {
            at += 2;
            return members;
        }
        do {
            at++;
            String name = name();
            expect(':');
            members.put(name, type());
        } while (peek() == separator);
        expect('}');
        return members;
    }

    private String name() {
        int from = at;
        while (at < text.length() && "<>{},:|=".indexOf(text.charAt(at)) < 0) at++;
        if (at == from) throw new UnknownTypeException();
        return text.substring(from, at);
    }

    private void expect(char wanted) {
        if (peek() != wanted) throw new UnknownTypeException();
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /// Where the brace that opens here is closed; nothing is consumed.
    private int skip() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == '{') depth++;
            if (text.charAt(i) == '}' && --depth == 0) return i + 1;
        }
        throw new UnknownTypeException();
    }

    /// Some part is not known here.
    private static final class UnknownTypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
