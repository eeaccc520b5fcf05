package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/// As [SetCodec], for sets in natural order; a comparator cannot be stored, so a set that has one is refused.
public record SortedSetCodec<T>(Codec<T> element, String schema) implements Codec<SortedSet<T>> {
    public SortedSetCodec(Codec<T> element) {
        this(element, "sortedset<" + element.schema() + ">");
    }

    static void requireNatural(Object comparator, String schema) {
        if (comparator != null) {
            throw new CodecException(
                    schema
                            + ": expected natural order, found a comparator, which cannot be stored;"
                            + " declare an unsorted collection, or elements that compare so themselves");
        }
    }

    @Override
    public void write(SortedSet<T> set, Encoder out) {
        requireNatural(Elements.present(set, schema).comparator(), schema);
        SetCodec.writeSorted(set, element, schema, out);
    }

    @Override
    public NavigableSet<T> read(Decoder in) {
        int count = in.getCount(1);
        NavigableSet<T> set = new TreeSet<>();
        try {
            for (int i = 0; i < count; i++) {
                if (!set.add(element.read(in))) {
                    throw Elements.repeated(schema, in);
                }
            }
        } catch (ClassCastException | NullPointerException unsortable) {
            throw Elements.unsortable(schema, unsortable);
        }
        return Collections.unmodifiableNavigableSet(set);
    }

    @Override
    public boolean ordered() {
        return false;
    }
}
