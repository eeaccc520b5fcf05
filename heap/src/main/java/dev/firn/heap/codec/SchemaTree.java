package dev.firn.heap.codec;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A schema taken apart: `name=word<part,part>` or `name=word{part:type,part}`.
///
/// @param alias by which a recursive type refers to itself, or empty
/// @param word  the kind of type, empty for a record
/// @param open  the bracket around the parts, or 0 if it has none
/// @param parts by name, or by place where they have none; null for a part without a type
record SchemaTree(String alias, String word, char open, SequencedMap<String, SchemaTree> parts) {
    /// @throws IllegalArgumentException if the brackets are not balanced
    static SchemaTree of(String schema) {
        Parser parser = new Parser(schema);
        SchemaTree tree = parser.tree();
        parser.expect(Parser.END);
        return tree;
    }

    private static final class Parser {
        static final char END = '\0';
        private static final String MARKS = "<>{}:,|=";

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        SchemaTree tree() {
            String word = word();
            if (peek() != '=') {
                return parts("", word);
            }
            at++;
            return parts(word, word());
        }

        private SchemaTree parts(String alias, String word) {
            char open = peek();
            SequencedMap<String, SchemaTree> parts = new LinkedHashMap<>();
            return switch (open) {
                case '<' -> {
                    do {
                        at++;
                        parts.put(Integer.toString(parts.size()), tree());
                    } while (peek() == ',');
                    expect('>');
                    yield new SchemaTree(alias, word, open, parts);
                }
                case '{' -> {
                    do {
                        at++;
                        part(parts);
                    } while (peek() == ',' || peek() == '|');
                    expect('}');
                    yield new SchemaTree(alias, word, open, parts);
                }
                default -> new SchemaTree(alias, word, END, parts);
            };
        }

        private void part(SequencedMap<String, SchemaTree> parts) {
            String name = word();
            if (peek() == ':') {
                at++;
                parts.put(name, tree());
            } else if (!name.isEmpty()) {
                parts.put(name, null);
            }
        }

        private String word() {
            int from = at;
            while (at < text.length() && MARKS.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : END;
        }

        void expect(char mark) {
            if (peek() != mark) {
                throw new IllegalArgumentException("expected '%s' at %d of %s".formatted(mark, at, text));
            }
            at++;
        }
    }
}
