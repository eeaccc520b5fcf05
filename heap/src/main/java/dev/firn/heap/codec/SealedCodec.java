package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The simple name of the member's class, as a string, and then the member. Members may move, and new ones may come.
final class SealedCodec<T> implements Codec<T> {
    private final String name;
    private final String schema;
    private final Names names;
    private final Codec<T>[] codecs;
    private final Map<Class<?>, Integer> places = new HashMap<>();

    /// @param members the records and enums of the family, with distinct simple names
    /// @param codecs  theirs, in the same order
    SealedCodec(String name, List<Class<?>> members, List<Codec<T>> codecs) {
        this.name = name;
        this.schema =
                IntStream.range(0, members.size())
                        .mapToObj(i -> members.get(i).getSimpleName() + ":" + codecs.get(i).schema())
                        .sorted()
                        .collect(Collectors.joining("|", "sealed{", "}"));
        this.names = new Names(name, members.stream().map(Class::getSimpleName).toList());
        @SuppressWarnings({"unchecked", "rawtypes"})
        Codec<T>[] array = codecs.toArray(new Codec[0]);
        this.codecs = array;
        for (Class<?> member : members) {
            places.put(member, places.size());
        }
    }

    @Override
    public void write(T value, Encoder out) {
        Integer place = value == null ? null : places.get(classOf(value));
        if (place == null) {
            throw new CodecException(
                    "%s: expected one of %s, found %s"
                            .formatted(name, memberNames(), value == null ? "null" : value.getClass().getName()));
        }
        names.write(place, out);
        codecs[place].write(value, out);
    }

    @Override
    public T read(Decoder in) {
        return codecs[names.read(in)].read(in);
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public String schema() {
        return schema;
    }

    /// A constant with a body has a class of its own.
    private static Class<?> classOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    private String memberNames() {
        return Arrays.toString(places.keySet().stream().map(Class::getSimpleName).sorted().toArray());
    }
}
