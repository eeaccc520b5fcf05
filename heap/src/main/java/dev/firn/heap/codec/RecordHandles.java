package dev.firn.heap.codec;

import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;

/// Puts the accessors and codecs of all components together into one method handle that writes a record and one that
/// reads it. The JVM compiles each as if it had been written by hand; primitives are never boxed.
final class RecordHandles {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle WRITE_OBJECT =
            find(
                    RecordHandles.class,
                    "writeObject",
                    methodType(void.class, Codec.class, String.class, Encoder.class, Object.class));
    private static final MethodHandle READ_OBJECT =
            find(RecordHandles.class, "readObject", methodType(Object.class, Codec.class, Decoder.class));
    private static final Map<Class<?>, String> PRIMITIVES =
            Map.of(
                    boolean.class, "Boolean",
                    byte.class, "Byte",
                    short.class, "Short",
                    char.class, "Char",
                    int.class, "Int",
                    long.class, "Long",
                    float.class, "Float",
                    double.class, "Double");

    private RecordHandles() {}

    /// `(Encoder, Object)void`, for one component or more.
    static MethodHandle writer(List<Component> components) {
        List<MethodHandle> writes = components.stream().map(RecordHandles::writeComponent).toList();
        return sequence(writes).asType(methodType(void.class, Encoder.class, Object.class));
    }

    /// `(Decoder)Object`, for one component or more.
    static MethodHandle reader(List<Component> components, MethodHandle constructor) {
        MethodHandle[] reads = components.stream().map(RecordHandles::readComponent).toArray(MethodHandle[]::new);
        // The filters run from first to last, which is the order of the bytes.
        MethodHandle fromDecoders = filterArguments(constructor, 0, reads);
        MethodType fromOne = methodType(fromDecoders.type().returnType(), Decoder.class);
        return permuteArguments(fromDecoders, fromOne, new int[reads.length])
                .asType(methodType(Object.class, Decoder.class));
    }

    /// Halves instead of a chain: what the JVM inlines has a bounded depth.
    private static MethodHandle sequence(List<MethodHandle> steps) {
        if (steps.size() == 1) {
            return steps.getFirst();
        }
        int middle = steps.size() / 2;
        MethodHandle first = sequence(steps.subList(0, middle));
        MethodHandle second = sequence(steps.subList(middle, steps.size()));
        return foldArguments(second, first);
    }

    private static MethodHandle writeComponent(Component component) {
        return filterArguments(put(component), 1, component.accessor());
    }

    private static MethodHandle put(Component component) {
        Class<?> type = component.type();
        if (type.isPrimitive()) {
            return find(Encoder.class, "put" + PRIMITIVES.get(type), methodType(void.class, type));
        }
        return insertArguments(WRITE_OBJECT, 0, component.codec(), component.path())
                .asType(methodType(void.class, Encoder.class, type));
    }

    private static MethodHandle readComponent(Component component) {
        Class<?> type = component.type();
        if (type.isPrimitive()) {
            return find(Decoder.class, "get" + PRIMITIVES.get(type), methodType(type));
        }
        return insertArguments(READ_OBJECT, 0, component.codec()).asType(methodType(type, Decoder.class));
    }

    private static void writeObject(Codec<Object> codec, String path, Encoder out, Object value) {
        if (value == null && !(codec instanceof NullableCodec<Object>)) {
            throw new CodecException(path + ": expected a value, found null; declare it @Nullable or Optional");
        }
        codec.write(value, out);
    }

    private static Object readObject(Codec<Object> codec, Decoder in) {
        return codec.read(in);
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return owner == RecordHandles.class
                    ? LOOKUP.findStatic(owner, name, type)
                    : LOOKUP.findVirtual(owner, name, type);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(owner + "." + name + type, impossible);
        }
    }
}
