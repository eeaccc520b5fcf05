package dev.firn.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.cli.FailedException;
import dev.firn.heap.Codec;
import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.heap.check.RawCodec;
import dev.firn.pmem.Regions;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What went out comes in again, byte for byte.
class RoundTripTest {
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(64 << 10);

    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, double y, Optional<String> name, List<Colour> colours) {}

    sealed interface Shape {
        record Circle(Point centre, float radius) implements Shape {}

        record None() implements Shape {}
    }

    /// A value of one of all codecs that can be named here, as its bytes.
    record Coded(String schema, byte[] bytes) {}

    private static <T> Arbitrary<Coded> of(Codec<T> codec, Arbitrary<? extends T> values) {
        return values.map(value -> new Coded(codec.schema(), codec.encode(value)));
    }

    @Provide
    Arbitrary<Coded> coded() {
        // Surrogates that stand alone, too.
        var strings = Arbitraries.strings().ofMaxLength(300);
        var instants = Arbitraries.longs().between(-1L << 50, 1L << 50).map(Instant::ofEpochMilli);
        var dates = Arbitraries.integers().between(-900_000, 900_000).map(LocalDate::ofEpochDay);
        var times = Arbitraries.longs().between(0, 86_399_999_999_999L).map(LocalTime::ofNanoOfDay);
        var doubles = Arbitraries.longs().map(Double::longBitsToDouble);
        var points =
                Arbitraries.integers()
                        .map(x ->
                                new Point(
                                        x,
                                        x / 3.0,
                                        x % 2 == 0 ? Optional.empty() : Optional.of("p" + x),
                                        List.of(Colour.RED, Colour.GREEN)));
        return Arbitraries.oneOf(
                of(Codec.string(), strings),
                of(Codec.bool(), Arbitraries.of(true, false)),
                of(Codec.int8(), Arbitraries.bytes()),
                of(Codec.int16(), Arbitraries.shorts()),
                of(Codec.int32(), Arbitraries.integers()),
                of(Codec.int64(), Arbitraries.longs()),
                of(Codec.float32(), Arbitraries.integers().map(Float::intBitsToFloat)),
                of(Codec.float64(), doubles),
                of(Codec.character(), Arbitraries.chars().all()),
                of(Codec.bytes(), Arbitraries.bytes().array(byte[].class).ofMaxSize(2000)),
                of(Codec.orderedBytes(), Arbitraries.bytes().array(byte[].class).ofMaxSize(100)),
                of(Codec.bigInteger(), Arbitraries.bigIntegers()),
                of(
                        Codec.bigDecimal(),
                        Arbitraries.of(
                                new BigDecimal("1.10"),
                                new BigDecimal("1E+5"),
                                new BigDecimal("-0.000"),
                                new BigDecimal(BigInteger.TEN.pow(40), 7))),
                of(Codec.uuid(), Arbitraries.longs().map(high -> new UUID(high, ~high))),
                of(Codec.uri(), Arbitraries.of("http://a/b?c#d", "", "x:y").map(URI::create)),
                of(Codec.instant(), instants),
                of(Codec.duration(), Arbitraries.longs().map(Duration::ofNanos)),
                of(Codec.localDate(), dates),
                of(Codec.localTime(), times),
                of(Codec.localDateTime(), dates.map(date -> LocalDateTime.of(date, LocalTime.NOON))),
                of(Codec.offsetDateTime(), instants.map(i -> i.atOffset(ZoneOffset.ofHours(2)))),
                of(Codec.nullable(Codec.string()), strings.injectNull(0.3)),
                of(Codec.optional(Codec.int64()), Arbitraries.longs().optional()),
                of(Codec.list(Codec.string()), strings.list().ofMaxSize(5)),
                of(Codec.set(Codec.int32()), Arbitraries.integers().set().ofMaxSize(5)),
                of(Codec.map(Codec.string(), Codec.float64()), Arbitraries.maps(strings, doubles).ofMaxSize(4)),
                of(
                        Codec.map(Codec.int32(), Codec.bool()),
                        Arbitraries.maps(Arbitraries.integers(), Arbitraries.of(true, false)).ofMaxSize(4)),
                of(Codec.pair(Codec.int8(), Codec.string()), strings.map(s -> Map.entry((byte) s.length(), s))),
                of(Codec.of(Colour.class), Arbitraries.of(Colour.class)),
                of(Codec.of(Point.class), points),
                of(Codec.of(Shape.class), points.map(p -> p.x() % 5 == 0 ? new Shape.None() : new Shape.Circle(p, 1f))),
                // Bytes that are no value of the type, and a type that nobody knows.
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMinSize(1)
                        .ofMaxSize(40)
                        .map(b -> new Coded("list<int32>", b)),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40).map(b -> new Coded("mine{x", b)));
    }

    @Property(tries = 300)
    void whatWentOutComesIn(@ForAll("coded") Coded key, @ForAll("coded") Coded value) {
        try (Store store = store()) {
            store.map("map", raw(key), raw(value)).put(key.bytes(), value.bytes());
            store.sortedMap("\"sorted\n", raw(value), raw(key)).put(value.bytes(), key.bytes());
            store.ref("ref", raw(value)).set(value.bytes());
            store.ref("nothing", raw(value));
            String text = export(store);
            try (Store copy = store()) {
                Importer.read(copy, reader(text), _ -> {});
                assertThat(contents(copy)).isEqualTo(contents(store));
                assertThat(copy.collections()).isEqualTo(store.collections());
                assertThat(export(copy)).isEqualTo(text);
            }
        }
    }

    @Test
    void valuesAreReadableWhereTheyCanBe() {
        try (Store store = store()) {
            store.map("words", Codec.string(), Codec.int64()).put("the", 7L);
            assertThat(export(store).lines())
                    .containsExactly(
                            "{\"format\":\"firn-export\",\"version\":1,\"collections\":[{\"name\":\"words\",\"kind\":\"map\","
                                + "\"keys\":\"string\",\"values\":\"int64\"}]}",
                            "[0,\"the\",7]",
                            export(store).lines().skip(2).findFirst().orElseThrow());
        }
    }

    @Test
    void manyEntriesAreManyTransactions() {
        try (Store store = store();
                Store copy = store()) {
            var map = store.map("map", Codec.int32(), Codec.string());
            store.transact(() -> {
                for (int i = 0; i < 5000; i++) map.put(i, "value " + i);
            });
            Importer.read(copy, reader(export(store)), _ -> {});
            assertThat(contents(copy)).isEqualTo(contents(store));
            assertThat(copy.metrics().commits()).isBetween(6L, 20L);
        }
    }

    @Test
    void aNewerVersionIsRefused() {
        refused("{\"format\":\"firn-export\",\"version\":2,\"collections\":[]}\n", "newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}\n", "not json\n", "[0,1,2]\n", "\n"})
    void whatIsNoExportIsRefused(String text) {
        refused(text, "line 1");
    }

    /// Whatever line is missing, twice, or changed.
    @Test
    void whatIsNotWholeIsRefused() {
        try (Store store = store()) {
            var map = store.map("map", Codec.int32(), Codec.int32());
            for (int i = 0; i < 10; i++) map.put(i, i);
            var lines = export(store).lines().toList();
            for (int i = 1; i < lines.size(); i++) {
                var fewer = new ArrayList<>(lines);
                fewer.remove(i);
                refused(String.join("\n", fewer) + "\n", "line");
                var twice = new ArrayList<>(lines);
                twice.add(i, lines.get(i));
                refused(String.join("\n", twice) + "\n", "line");
            }
            refused(export(store).replace("[0,3,3]", "[0,3,4]"), "line");
            refused(export(store).replace("[0,3,3]", "[0,\"x\",3]"), "no value of the type int32");
            refused(export(store).replace("[0,3,3]", "[7,3,3]"), "line 5");
        }
    }

    private static void refused(String text, String why) {
        try (Store store = store()) {
            assertThatThrownBy(() -> Importer.read(store, reader(text), _ -> {}))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining(why);
        }
    }

    private static RawCodec raw(Coded of) {
        return new RawCodec(of.schema());
    }

    private static Store store() {
        return Store.open(Regions.ofMemory(MemorySegment.ofArray(new long[(2 << 20) / 8])), OPTIONS);
    }

    private static String export(Store store) {
        var out = new StringWriter();
        Exporter.write(store, store.collections(), out, _ -> {});
        return out.toString();
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }

    /// All bytes, as text.
    private static Map<String, List<String>> contents(Store store) {
        var all = new TreeMap<String, List<String>>();
        for (var info : store.collections()) {
            var keys = new RawCodec(info.keySchema());
            var values = new RawCodec(info.valueSchema());
            var map = info.kind() == Kind.MAP ? store.map(info.name(), keys, values) : null;
            if (info.kind() == Kind.SORTED_MAP) map = store.sortedMap(info.name(), keys, values);
            all.put(
                    info.name(),
                    map == null
                            ? List.of(store.ref(info.name(), values).get().map(Arrays::toString).toString())
                            : map.entrySet().stream()
                                    .map(e -> Arrays.toString(e.getKey()) + Arrays.toString(e.getValue()))
                                    .toList());
        }
        return all;
    }
}
