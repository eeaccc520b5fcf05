package dev.firn.heap.codec;

import static dev.firn.heap.codec.Case.natural;
import static dev.firn.heap.codec.Case.ordered;
import static dev.firn.heap.codec.Case.unordered;
import static java.util.Comparator.comparing;
import static net.jqwik.api.Arbitraries.bigIntegers;
import static net.jqwik.api.Arbitraries.doubles;
import static net.jqwik.api.Arbitraries.integers;
import static net.jqwik.api.Arbitraries.longs;
import static net.jqwik.api.Arbitraries.of;

import dev.firn.heap.Codec;
import dev.firn.heap.codec.Types.Account;
import dev.firn.heap.codec.Types.Address;
import dev.firn.heap.codec.Types.Answer;
import dev.firn.heap.codec.Types.Circle;
import dev.firn.heap.codec.Types.Colour;
import dev.firn.heap.codec.Types.Empty;
import dev.firn.heap.codec.Types.Expression;
import dev.firn.heap.codec.Types.Key;
import dev.firn.heap.codec.Types.Nothing;
import dev.firn.heap.codec.Types.Pair;
import dev.firn.heap.codec.Types.Primitives;
import dev.firn.heap.codec.Types.Result;
import dev.firn.heap.codec.Types.Shape;
import dev.firn.heap.codec.Types.Size;
import dev.firn.heap.codec.Types.Square;
import dev.firn.heap.codec.Types.Tangle;
import dev.firn.heap.codec.Types.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Every codec there is, with values that meet its borders.
final class Cases {
    static final Arbitrary<Double> DOUBLES =
            Arbitraries.oneOf(
                    doubles(),
                    longs().map(Double::longBitsToDouble),
                    of(
                            0.0,
                            -0.0,
                            Double.NaN,
                            Double.MIN_VALUE,
                            -Double.MIN_VALUE,
                            1.0 / 0,
                            -1.0 / 0,
                            Double.MAX_VALUE));
    static final Arbitrary<Float> FLOATS =
            Arbitraries.oneOf(
                    integers().map(Float::intBitsToFloat), of(0f, -0f, Float.NaN, Float.MIN_VALUE, 1f / 0, -1f / 0));
    static final Arbitrary<BigInteger> BIG_INTEGERS =
            Arbitraries.oneOf(
                    bigIntegers(),
                    bigIntegers().between(BigInteger.valueOf(-300), BigInteger.valueOf(300)),
                    integers().between(0, 1200).map(BigInteger.ONE::shiftLeft),
                    integers().between(0, 1200).map(bits -> BigInteger.ONE.shiftLeft(bits).negate()));
    static final Arbitrary<URI> URIS =
            of(
                            "",
                            "a",
                            "http://example.org",
                            "http://user@example.org:80/a%20b?q=1#f",
                            "mailto:a@b",
                            "file:/x",
                            "file:////x")
                    .map(URI::create);
    static final Arbitrary<Address> ADDRESSES = Combinators.combine(Texts.any(), integers()).as(Address::new);
    static final Arbitrary<Key> KEYS =
            Combinators.combine(Texts.any(), of(Size.class), Texts.any(), integers().between(-2, 2)).as(Key::new);

    private Cases() {}

    static List<Case<?>> all() {
        return List.of(SCALARS, TimeCases.ALL, COMPOSED, DERIVED).stream().<Case<?>>flatMap(List::stream).toList();
    }

    private static final List<Case<?>> SCALARS =
            List.of(
                    natural(Codec.bool(), of(true, false)),
                    natural(Codec.int8(), Arbitraries.bytes()),
                    natural(Codec.int16(), Arbitraries.shorts()),
                    natural(Codec.int32(), integers()),
                    natural(Codec.int64(), longs()),
                    natural(Codec.character(), Arbitraries.chars().all()),
                    natural(Codec.float32(), FLOATS),
                    natural(Codec.float64(), DOUBLES),
                    natural(Codec.string(), Texts.any()),
                    unordered(Codec.bytes(), bytes()),
                    ordered(Codec.orderedBytes(), bytes(), Arrays::compareUnsigned),
                    natural(Codec.bigInteger(), BIG_INTEGERS),
                    unordered(Codec.bigDecimal(), Combinators.combine(BIG_INTEGERS, integers()).as(BigDecimal::new)),
                    natural(Codec.uuid(), Combinators.combine(longs(), longs()).as(UUID::new)),
                    unordered(Codec.uri(), URIS));

    private static final List<Case<?>> COMPOSED =
            List.of(
                    ordered(
                            Codec.nullable(Codec.string()),
                            Texts.any().injectNull(0.2),
                            Comparator.nullsFirst(Comparator.<String>naturalOrder())),
                    ordered(
                            Codec.optional(Codec.int32()),
                            integers().optional(),
                            comparing(
                                    (Optional<Integer> value) -> value.orElse(null),
                                    Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))),
                    ordered(
                            Codec.pair(Codec.string(), Codec.string()),
                            Combinators.combine(Texts.any(), Texts.any()).as(Map::entry),
                            Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue())),
                    unordered(Codec.list(Codec.string()), Texts.any().list().ofMaxSize(5)),
                    unordered(
                            Codec.array(String.class, Codec.string()), Texts.any().array(String[].class).ofMaxSize(5)),
                    unordered(Codec.set(Codec.int64()), longs().set().ofMaxSize(300)),
                    unordered(Codec.sortedSet(Codec.string()), Texts.any().set().ofMaxSize(5).map(TreeSet::new)),
                    unordered(
                            Codec.map(Codec.string(), Codec.float64()),
                            Arbitraries.maps(Texts.any(), DOUBLES).ofMaxSize(9)),
                    unordered(
                            Codec.sortedMap(Codec.int32(), Codec.string()),
                            Arbitraries.maps(integers(), Texts.any()).ofMaxSize(5).map(TreeMap::new)),
                    unordered(Codec.of(boolean[].class), of(true, false).array(boolean[].class)),
                    unordered(Codec.of(short[].class), Arbitraries.shorts().array(short[].class)),
                    unordered(Codec.of(char[].class), Arbitraries.chars().array(char[].class)),
                    unordered(Codec.of(int[].class), integers().array(int[].class)),
                    unordered(Codec.of(long[].class), longs().array(long[].class)),
                    unordered(Codec.of(float[].class), FLOATS.array(float[].class)),
                    unordered(Codec.of(double[].class), DOUBLES.array(double[].class)),
                    unordered(
                            Codec.of(int[][].class),
                            integers().array(int[].class).ofMaxSize(3).array(int[][].class).ofMaxSize(3)),
                    unordered(
                            Codec.string().as("currency", Currency::getCurrencyCode, Currency::getInstance),
                            of("EUR", "USD").map(Currency::getInstance)));

    private static final List<Case<?>> DERIVED =
            List.of(
                    unordered(Codec.enumOf(Colour.class), of(Colour.class)),
                    natural(Codec.enumOf(Size.class), of(Size.class)),
                    natural(Codec.enumInOrder(Colour.class), of(Colour.class)),
                    ordered(Codec.of(Empty.class), Arbitraries.just(new Empty()), (left, right) -> 0),
                    ordered(
                            Codec.of(Address.class),
                            ADDRESSES,
                            comparing(Address::street).thenComparing(Address::number)),
                    ordered(
                            Codec.of(Key.class),
                            KEYS,
                            comparing(Key::tenant)
                                    .thenComparing(Key::size)
                                    .thenComparing(Key::name)
                                    .thenComparing(Key::version)),
                    ordered(Codec.of(Primitives.class), primitives(), primitiveOrder()),
                    ordered(Codec.of(Account.class), accounts(), accountOrder()),
                    unordered(Codec.of(Tangle.class), tangles()),
                    unordered(Codec.of(Shape.class), shapes()),
                    unordered(Codec.of(Answer.class), answers()),
                    unordered(Codec.of(Expression.class), expressions()),
                    unordered(Codec.of(Tree.class), trees(3)),
                    unordered(Codec.of(Shape[].class), shapes().array(Shape[].class).ofMaxSize(3)));

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                of((byte) 0, (byte) 1, (byte) 2, (byte) -1).array(byte[].class).ofMaxSize(5));
    }

    private static Arbitrary<Primitives> primitives() {
        return Combinators.combine(
                        of(true, false),
                        Arbitraries.bytes(),
                        Arbitraries.shorts(),
                        Arbitraries.chars(),
                        integers(),
                        longs(),
                        FLOATS,
                        DOUBLES)
                .as(Primitives::new);
    }

    private static Comparator<Primitives> primitiveOrder() {
        return comparing(Primitives::a)
                .thenComparing(Primitives::b)
                .thenComparing(Primitives::c)
                .thenComparing(Primitives::d)
                .thenComparing(Primitives::e)
                .thenComparing(Primitives::f)
                .thenComparing(Primitives::g)
                .thenComparing(Primitives::h);
    }

    private static Arbitrary<Account> accounts() {
        return Combinators.combine(
                        Texts.any(), longs(), of(true, false), ADDRESSES.injectNull(0.3), Texts.any().optional())
                .as(Account::new);
    }

    private static Comparator<Account> accountOrder() {
        return comparing(Account::owner)
                .thenComparing(Account::cents)
                .thenComparing(Account::open)
                .thenComparing(
                        Account::address,
                        Comparator.nullsFirst(comparing(Address::street).thenComparing(Address::number)))
                .thenComparing(
                        account -> account.note().orElse(null),
                        Comparator.nullsFirst(Comparator.<String>naturalOrder()));
    }

    private static Arbitrary<Tangle> tangles() {
        return Combinators.combine(
                        Texts.any().list().ofMaxSize(3),
                        integers().set().ofMaxSize(20),
                        Texts.any().set().ofMaxSize(3).map(TreeSet::new),
                        Arbitraries.maps(Texts.any(), TimeCases.INSTANTS.list().ofMaxSize(3)).ofMaxSize(3),
                        Arbitraries.maps(longs(), of(Colour.class)).ofMaxSize(3).map(TreeMap::new),
                        Combinators.combine(Texts.any(), integers()).as(Map::entry),
                        Combinators.combine(Texts.any(), URIS, ADDRESSES.optional())
                                .as((name, uri, address) ->
                                        new Pair<String, Pair<URI, Optional<? extends Address>>>(
                                                name, new Pair<>(uri, address))))
                .as(Tangle::new);
    }

    private static Arbitrary<Shape> shapes() {
        return Arbitraries.oneOf(
                DOUBLES.<Shape>map(Circle::new),
                Combinators.combine(DOUBLES, of(Colour.class)).<Shape>as(Square::new),
                Arbitraries.just((Shape) Nothing.NOTHING));
    }

    private static Arbitrary<Answer> answers() {
        return Arbitraries.oneOf(
                longs().map(value -> new Answer(new Result.Good<>(value))),
                Texts.any().map(why -> new Answer(new Result.Refused<>(why))));
    }

    private static Arbitrary<Expression> expressions() {
        return Arbitraries.lazyOf(
                () -> integers().map(Expression.Number::new),
                () -> integers().map(Expression.Number::new),
                () -> Combinators.combine(expressions(), expressions()).as(Expression.Sum::new));
    }

    private static Arbitrary<Tree> trees(int height) {
        return height == 0
                ? integers().map(value -> new Tree(value, List.of()))
                : Combinators.combine(integers(), trees(height - 1).list().ofMaxSize(3)).as(Tree::new);
    }
}
