package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The number of elements, then each, sorted by their bytes. Comes back unmodifiable and in that order.
public record SetCodec<T>(Codec<T> element, String schema) implements Codec<Set<T>> {
    public SetCodec(Codec<T> element) {
        this(element, "set<" + element.schema() + ">");
    }

    @Override
    public void write(Set<T> set, Encoder out) {
        writeSorted(Elements.present(set, schema), element, schema, out);
    }

    static <T> void writeSorted(Set<T> set, Codec<T> element, String schema, Encoder out) {
        Parts parts = new Parts(schema, set.size(), out);
        for (T each : set) {
            element.write(each, out);
            parts.key();
            parts.end();
        }
        parts.sort();
    }

    @Override
    public Set<T> read(Decoder in) {
        int count = in.getCount(1);
        Set<T> set = LinkedHashSet.newLinkedHashSet(Math.min(count, Elements.FIRST_CAPACITY));
        for (int i = 0; i < count; i++) {
            if (!set.add(element.read(in))) {
                throw Elements.repeated(schema, in);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    @Override
    public boolean ordered() {
        return false;
    }
}
