package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import java.util.Comparator;
import net.jqwik.api.Arbitrary;

/// A codec, the values it is tried with, and the order its bytes must have, or null.
record Case<T>(Codec<T> codec, Arbitrary<T> values, Comparator<? super T> order) {
    static <T> Case<T> unordered(Codec<T> codec, Arbitrary<T> values) {
        return new Case<>(codec, values, null);
    }

    static <T extends Comparable<? super T>> Case<T> natural(Codec<T> codec, Arbitrary<T> values) {
        return new Case<>(codec, values, Comparator.<T>naturalOrder());
    }

    static <T> Case<T> ordered(Codec<T> codec, Arbitrary<T> values, Comparator<? super T> order) {
        return new Case<>(codec, values, order);
    }

    Arbitrary<Sample<?>> samples() {
        return values.map(value -> new Sample<>(this, value));
    }

    Arbitrary<Two<?>> twos() {
        return values.tuple2().map(two -> new Two<>(this, two.get1(), two.get2()));
    }

    /// One value of a case.
    record Sample<T>(Case<T> of, T value) {
        byte[] bytes() {
            return of.codec.encode(value);
        }

        @Override
        public String toString() {
            return of.codec.schema() + " of " + value;
        }
    }

    /// Two values of a case.
    record Two<T>(Case<T> of, T left, T right) {
        @Override
        public String toString() {
            return of.codec.schema() + " of " + left + " and " + right;
        }
    }
}
