package dev.firn.heap.codec;

import dev.firn.heap.KeepOrder;
import dev.firn.heap.Nullable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/// The types that the tests derive codecs of. Private and package-private on purpose: users' records are, too.
final class Types {
    private Types() {}

    enum Colour {
        RED,
        GREEN,
        BLUE {
            @Override
            public String toString() {
                return "a constant with a class of its own";
            }
        }
    }

    @KeepOrder
    enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    record Address(String street, int number) {}

    record Account(String owner, long cents, boolean open, @Nullable Address address, Optional<String> note) {}

    record Key(String tenant, Size size, String name, int version) {}

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Pair<A, B>(A first, B second) {}

    record Tangle(
            List<String> tags,
            Set<Integer> numbers,
            SortedSet<String> sorted,
            Map<String, List<Instant>> history,
            SortedMap<Long, Colour> colours,
            Map.Entry<String, Integer> entry,
            Pair<String, Pair<URI, Optional<? extends Address>>> pair) {}

    record Empty() {}

    record Tree(int value, List<Tree> children) {}

    sealed interface Shape permits Circle, Square, Nothing {}

    record Circle(double radius) implements Shape {}

    record Square(double side, Colour colour) implements Shape {}

    enum Nothing implements Shape {
        NOTHING
    }

    sealed interface Result<T> {
        record Good<T>(T value) implements Result<T> {}

        sealed interface Bad<T> extends Result<T> {}

        record Refused<T>(String why) implements Bad<T> {}
    }

    record Answer(Result<Long> result) {}

    sealed interface Expression {
        record Number(int value) implements Expression {}

        record Sum(Expression left, Expression right) implements Expression {}
    }
}
