package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/// Tells users of a type without a codec what to do about it.
final class Advice {
    private Advice() {}

    static CodecException noCodec(JavaType type, String path) {
        Class<?> raw = type.raw();
        return new CodecException("no codec for %s at %s: %s".formatted(raw.getTypeName(), path, todo(raw)));
    }

    static CodecException raw(JavaType type, String path) {
        return new CodecException(
                "no codec for %s at %s: it does not say of what; give its type arguments, as in %s"
                        .formatted(type.raw().getTypeName(), path, example(type.raw())));
    }

    private static String todo(Class<?> raw) {
        if (Map.class.isAssignableFrom(raw)) {
            return "declare it as Map or SortedMap";
        }
        if (Set.class.isAssignableFrom(raw)) {
            return "declare it as Set or SortedSet";
        }
        if (Collection.class.isAssignableFrom(raw) || Queue.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return "declare it as List or Set";
        }
        if (Date.class.isAssignableFrom(raw)) {
            return "use java.time.Instant";
        }
        if (raw == Object.class) {
            return "it can be anything; declare what it is, or a sealed interface of the records that it can be";
        }
        return (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())
                        ? "seal it, with records as its members"
                        : "make it a record")
                + ", or write a Codec for it and pass that: Codec.of(TYPE.class, MethodHandles.lookup(), Map.of("
                + raw.getSimpleName()
                + ".class, codec))";
    }

    private static String example(Class<?> raw) {
        return raw.getSimpleName() + (raw.getTypeParameters().length == 1 ? "<String>" : "<String, Long>");
    }
}
