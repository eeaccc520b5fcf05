package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.KeepOrder;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the codec of a type out of its declaration, once. Not safe for use by several threads; what it makes is.
public final class Derivation {
    /// A type whose arguments grow inside itself would be taken apart for ever.
    private static final int DEEPEST = 100;

    private static final ClassValue<Codec<?>> WITHOUT_LOOKUP =
            new ClassValue<>() {
                @Override
                protected Codec<?> computeValue(Class<?> type) {
                    return new Derivation(null, Map.of()).root(type);
                }
            };

    private final Lookup caller;
    private final Map<Class<?>, Codec<?>> given;
    private final Map<JavaType, Codec<Object>> made = new HashMap<>();
    private int depth;

    private Derivation(Lookup caller, Map<Class<?>, Codec<?>> given) {
        this.caller = caller;
        this.given = given;
    }

    /// The codec of `type`, kept for the next time.
    @SuppressWarnings("unchecked")
    public static <T> Codec<T> of(Class<T> type) {
        return (Codec<T>) WITHOUT_LOOKUP.get(type);
    }

    /// The codec of `type`, as far as `lookup` sees, with the `given` codecs for some classes.
    @SuppressWarnings("unchecked")
    public static <T> Codec<T> of(Class<T> type, Lookup lookup, Map<Class<?>, Codec<?>> given) {
        return (Codec<T>) new Derivation(lookup, Map.copyOf(given)).root(type);
    }

    /// The codec of the enum `type`: by name, or by place if it promises to keep them.
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static <E> Codec<E> ofEnum(Class<E> type) {
        return type.isAnnotationPresent(KeepOrder.class)
                ? new OrderedEnumCodec(type.asSubclass(Enum.class))
                : new EnumCodec(type.asSubclass(Enum.class));
    }

    private Codec<?> root(Class<?> type) {
        String path = type.getSimpleName();
        return derive(JavaType.of(type, Map.of(), path), path);
    }

    Lookup caller() {
        return caller;
    }

    /// The codec the user gave for this class, or the one that Firn has.
    Optional<Codec<?>> known(Class<?> raw) {
        // Primitives are written without their codec, so theirs cannot be replaced.
        Codec<?> replaced = raw.isPrimitive() ? null : given.get(raw);
        return Optional.ofNullable(replaced == null ? Basics.CODECS.get(raw) : replaced);
    }

    @SuppressWarnings("unchecked")
    Codec<Object> derive(JavaType type, String path) {
        if (depth == DEEPEST) {
            throw new CodecException(
                    "no codec at %s: types nested deeper than %d; write a Codec for one of them"
                            .formatted(path, DEEPEST));
        }
        depth++;
        Codec<?> codec = known(type.raw()).orElseGet(() -> make(type, path));
        depth--;
        return (Codec<Object>) codec;
    }

    private Codec<?> make(JavaType type, String path) {
        Class<?> raw = type.raw();
        if (raw.isArray()) {
            return array(type, path);
        }
        if (Containers.MAKERS.containsKey(raw)) {
            return container(type, path);
        }
        if (raw.isEnum()) {
            return ofEnum(raw);
        }
        if (raw.isRecord() || raw.isSealed()) {
            return declared(type, path);
        }
        throw Advice.noCodec(type, path);
    }

    @SuppressWarnings("unchecked")
    private Codec<?> array(JavaType type, String path) {
        Class<Object> element = (Class<Object>) type.raw().getComponentType();
        return new ArrayCodec<>(element, derive(type.arguments().getFirst(), path + "[]"));
    }

    private Codec<?> container(JavaType type, String path) {
        List<Codec<?>> parts = new ArrayList<>();
        List<String> places = Containers.PLACES.get(type.raw().getTypeParameters().length - 1);
        for (JavaType argument : type.arguments()) {
            parts.add(derive(argument, path + places.get(parts.size())));
        }
        if (parts.isEmpty()) {
            throw Advice.raw(type, path);
        }
        return Containers.MAKERS.get(type.raw()).apply(parts);
    }

    /// A record or a sealed family: the types that can contain themselves.
    private Codec<?> declared(JavaType type, String path) {
        Codec<Object> before = made.get(type);
        if (before != null) {
            return before instanceof Recursive<Object> self ? self.use() : before;
        }
        Recursive<Object> self = new Recursive<>(type.toString());
        made.put(type, self);
        Codec<Object> codec =
                type.raw().isRecord() ? DerivedRecord.of(type, path, this) : DerivedFamily.of(type, path, this);
        self.resolve(codec);
        Codec<Object> named = self.used() ? new Named<>(self.schema(), codec) : codec;
        made.put(type, named);
        return named;
    }
}
