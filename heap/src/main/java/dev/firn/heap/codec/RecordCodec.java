package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.Collectors;

/// The components one after the other, without names or lengths. The schema holds names and types.
final class RecordCodec<T> implements Codec<T> {
    private final String name;
    private final String schema;
    private final boolean ordered;
    private final MethodHandle writer;
    private final MethodHandle reader;

    RecordCodec(String name, List<Component> components, MethodHandle constructor) {
        this.name = name;
        this.schema =
                components.stream()
                        .map(component -> component.name() + ":" + component.codec().schema())
                        .collect(Collectors.joining(",", "{", "}"));
        this.ordered = components.stream().allMatch(component -> component.codec().ordered());
        this.writer = RecordHandles.writer(components);
        this.reader = RecordHandles.reader(components, constructor);
    }

    @Override
    public void write(T value, Encoder out) {
        try {
            writer.invokeExact(out, (Object) value);
        } catch (CodecException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw refusedToWrite(value, thrown);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(Decoder in) {
        try {
            return (T) (Object) reader.invokeExact(in);
        } catch (CodecException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new CodecException(
                    ("%s: its constructor refused the values before " + "byte %d: %s")
                            .formatted(name, in.position(), thrown),
                    thrown);
        }
    }

    @Override
    public boolean ordered() {
        return ordered;
    }

    @Override
    public String schema() {
        return schema;
    }

    private CodecException refusedToWrite(T value, Throwable thrown) {
        return value == null
                ? new CodecException(name + ": expected a record, found null; declare it nullable or Optional")
                : new CodecException("%s: reading its components failed: %s".formatted(name, thrown), thrown);
    }
}
