package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes the codec of a record out of those of its components.
final class DerivedRecord {
    /// A method handle takes 255 arguments, longs and doubles counting twice; some are the JVM's own.
    private static final int MOST_COMPONENTS = 120;

    private DerivedRecord() {}

    static Codec<Object> of(JavaType type, String path, Derivation derivation) {
        Class<?> raw = type.raw();
        RecordComponent[] declared = raw.getRecordComponents();
        if (declared.length > MOST_COMPONENTS) {
            throw new CodecException(
                    ("no codec for %s at %s: expected at most %d components, found %d; group " + "them in records")
                            .formatted(raw.getSimpleName(), path, MOST_COMPONENTS, declared.length));
        }
        RecordAccess access = new RecordAccess(raw, path, derivation.caller());
        MethodHandle constructor = access.constructor();
        if (declared.length == 0) {
            return new EmptyRecordCodec<>(raw.getSimpleName(), constructor);
        }
        Map<TypeVariable<?>, JavaType> bindings = type.bindings();
        List<Component> components =
                Arrays.stream(declared)
                        .map(each -> component(each, bindings, path + "." + each.getName(), access, derivation))
                        .toList();
        return new RecordCodec<>(raw.getSimpleName(), components, constructor);
    }

    private static Component component(
            RecordComponent declared,
            Map<TypeVariable<?>, JavaType> bindings,
            String path,
            RecordAccess access,
            Derivation derivation) {
        JavaType type = JavaType.of(declared.getGenericType(), bindings, path);
        Codec<Object> codec = derivation.derive(type, path);
        boolean mayBeNull = nullable(declared) && !declared.getType().isPrimitive();
        return new Component(declared, access.accessor(declared), mayBeNull ? NullableCodec.of(codec) : codec);
    }

    /// By the simple name, so that the annotations of other libraries count.
    private static boolean nullable(RecordComponent declared) {
        return Stream.of(declared.getAnnotations(), declared.getAnnotatedType().getAnnotations())
                .flatMap(Arrays::stream)
                .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
