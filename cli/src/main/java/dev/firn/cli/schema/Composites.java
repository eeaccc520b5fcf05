package dev.firn.cli.schema;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The types with parts.
final class Composites {
    private Composites() {}

    /// The type `name<arguments>`; empty when it is none that is known.
    static Optional<JsonType> generic(String name, String schema, List<JsonType> arguments) {
        return Optional.ofNullable(
                switch (name + "/" + arguments.size()) {
                    case "nullable/1" -> JsonType.of(schema, Codec.nullable(arguments.getFirst()), v -> v, v -> v);
                    case "optional/1" ->
                            JsonType.of(
                                    schema,
                                    Codec.optional(arguments.getFirst()),
                                    v -> v.orElse(null),
                                    Optional::ofNullable);
                    case "list/1" -> JsonType.of(schema, Codec.list(arguments.getFirst()), v -> v, Composites::list);
                    case "set/1" ->
                            JsonType.of(
                                    schema,
                                    Codec.set(arguments.getFirst()),
                                    ArrayList::new,
                                    v -> new LinkedHashSet<>(list(v)));
                    case "map/2" ->
                            JsonType.of(
                                    schema,
                                    Codec.map(arguments.get(0), arguments.get(1)),
                                    Composites::pairs,
                                    Composites::map);
                    case "entry/2" ->
                            JsonType.of(
                                    schema,
                                    Codec.pair(arguments.get(0), arguments.get(1)),
                                    Composites::pair,
                                    Composites::entry);
                    default -> null;
                });
    }

    /// A record: its components one after the other, an object in JSON.
    record Struct(String schema, Map<String, JsonType> components) implements JsonType {
        /// What stands for a record without components, since every value takes a byte.
        private static final int NOTHING = 0;

        @Override
        public void write(Object value, Encoder out) {
            if (!(value instanceof Map<?, ?> object) || !components.keySet().equals(object.keySet())) {
                throw new NotOfTypeException(schema, value, new NoSuchElementException("components"));
            }
            if (components.isEmpty()) out.putUnsignedByte(NOTHING);
            components.forEach((name, type) -> type.write(object.get(name), out));
        }

        @Override
        public Object read(Decoder in) {
            var object = new LinkedHashMap<String, Object>();
            if (components.isEmpty()) in.getUnsignedByte();
            components.forEach((name, type) -> object.put(name, type.read(in)));
            return object;
        }
    }

    /// A sealed family: the member's name and then the member; an object of one field in JSON.
    record Family(String schema, Map<String, JsonType> members) implements JsonType {
        @Override
        public void write(Object value, Encoder out) {
            if (!(value instanceof Map<?, ?> object)
                    || object.size() != 1
                    || !members.keySet().containsAll(object.keySet())) {
                throw new NotOfTypeException(schema, value, new NoSuchElementException("one member"));
            }
            object.forEach((name, member) -> {
                out.putString((String) name);
                members.get(name).write(member, out);
            });
        }

        @Override
        public Object read(Decoder in) {
            String name = in.getString();
            JsonType member = members.get(name);
            if (member == null) throw new CodecException(schema + ": found the unknown member " + name);
            return new LinkedHashMap<>(Map.of(name, member.read(in)));
        }
    }

    /// An enum: its constant's name.
    static JsonType choice(String schema, List<String> names) {
        return JsonType.of(
                schema,
                Codec.string(),
                name -> name,
                json -> {
                    if (!names.contains(json)) throw new NoSuchElementException(String.valueOf(json));
                    return (String) json;
                });
    }

    private static List<Object> list(Object json) {
        return new ArrayList<>((List<?>) json);
    }

    private static Object pairs(Map<Object, Object> map) {
        if (map.keySet().stream().allMatch(String.class::isInstance)) return map;
        return map.entrySet().stream().map(Composites::pair).toList();
    }

    private static Map<Object, Object> map(Object json) {
        if (json instanceof Map<?, ?> object) return new LinkedHashMap<>(object);
        var map = new LinkedHashMap<Object, Object>();
        for (var pair : list(json)) map.put(entry(pair).getKey(), entry(pair).getValue());
        return map;
    }

    private static Object pair(Map.Entry<Object, Object> entry) {
        var pair = new ArrayList<Object>();
        pair.add(entry.getKey());
        pair.add(entry.getValue());
        return pair;
    }

    private static Map.Entry<Object, Object> entry(Object json) {
        var pair = list(json);
        if (pair.size() != 2) throw new IllegalArgumentException("two elements: " + pair);
        return new AbstractMap.SimpleImmutableEntry<>(pair.get(0), pair.get(1));
    }
}
