package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The number of elements, then each. Comes back unmodifiable: a change to it would change nothing that is stored.
public record ListCodec<T>(Codec<T> element, String schema) implements Codec<List<T>> {
    public ListCodec(Codec<T> element) {
        this(element, "list<" + element.schema() + ">");
    }

    @Override
    public void write(List<T> list, Encoder out) {
        Elements.write(Elements.present(list, schema), list.size(), element, schema, out);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<T> read(Decoder in) {
        Object[] elements = new Object[in.getCount(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element.read(in);
        }
        return (List<T>) Collections.unmodifiableList(Arrays.asList(elements));
    }

    /// The order of lists is nobody's natural one, and the count comes first.
    @Override
    public boolean ordered() {
        return false;
    }
}
