package dev.firn.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.firn.cli.Json;
import dev.firn.heap.Codec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaParserTest {
    enum Color {
        RED,
        BLUE
    }

    record Point(int x, int y) {}

    record Shape(String name, Color color, List<Point> points, Optional<Point> center) {}

    record Nothing() {}

    sealed interface Event {
        record Opened(String who) implements Event {}

        record Closed() implements Event {}
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Codec.string(), "a b", "\"a b\""),
                arguments(Codec.int8(), (byte) -3, "-3"),
                arguments(Codec.int64(), Long.MIN_VALUE, "-9223372036854775808"),
                arguments(Codec.float64(), 1.5, "1.5"),
                arguments(Codec.float64(), Double.POSITIVE_INFINITY, "\"Infinity\""),
                arguments(Codec.bool(), true, "true"),
                arguments(Codec.character(), 'x', "\"x\""),
                arguments(Codec.bigDecimal(), new BigDecimal("12.340"), "12.340"),
                arguments(Codec.bytes(), new byte[] {1, (byte) 0xff}, "\"01ff\""),
                arguments(Codec.uuid(), new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\""),
                arguments(Codec.instant(), Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                arguments(Codec.localDate(), LocalDate.of(2026, 11, 21), "\"2026-11-21\""),
                arguments(Codec.nullable(Codec.int32()), 5, "5"),
                arguments(
                        Codec.list(Codec.optional(Codec.int32())),
                        List.of(Optional.of(1), Optional.empty()),
                        "[1,null]"),
                arguments(Codec.set(Codec.string()), Set.of("b", "a"), "[\"a\",\"b\"]"),
                arguments(Codec.map(Codec.string(), Codec.int32()), Map.of("a", 1), "{\"a\":1}"),
                arguments(Codec.map(Codec.int32(), Codec.string()), Map.of(1, "a"), "[[1,\"a\"]]"),
                arguments(Codec.pair(Codec.int32(), Codec.bool()), Map.entry(1, true), "[1,true]"),
                arguments(Codec.of(Color.class), Color.BLUE, "\"BLUE\""),
                arguments(
                        Codec.of(Shape.class),
                        new Shape("dot", Color.RED, List.of(new Point(1, 2)), Optional.empty()),
                        "{\"name\":\"dot\",\"color\":\"RED\",\"points\":[{\"x\":1,\"y\":2}],\"center\":null}"),
                arguments(Codec.of(Nothing.class), new Nothing(), "{}"),
                arguments(Codec.of(Event.class), new Event.Opened("me"), "{\"Opened\":{\"who\":\"me\"}}"),
                arguments(Codec.of(Event.class), new Event.Closed(), "{\"Closed\":{}}"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("values")
    <T> void aValueBecomesJsonAndTheSameBytesAgain(Codec<T> codec, T value, String json) throws Exception {
        JsonType type = SchemaParser.parse(codec.schema());
        assertThat(type).isNotInstanceOf(RawType.class);
        assertThat(type.schema()).isEqualTo(codec.schema());
        assertThat(Json.line(type.decode(codec.encode(value)))).isEqualTo(json);
        assertThat(type.encode(Json.MAPPER.readValue(json, Object.class))).isEqualTo(codec.encode(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "money<int64>",
                "list<",
                "list<int32",
                "{a:int32",
                "{a}",
                "int32>",
                "list<int32>x",
                "set<a,b>"
            })
    void whatIsNotKnownIsBytes(String schema) {
        JsonType type = SchemaParser.parse(schema);
        assertThat(type).isInstanceOf(RawType.class);
        assertThat(type.schema()).isEqualTo(schema);
        assertThat(Json.line(type.decode(new byte[] {1, 2}))).isEqualTo("{\"hex\":\"0102\"}");
        assertThat(type.encode(Map.of("hex", "0102"))).containsExactly(1, 2);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> SchemaParser.parse("int8").encode(300)).isInstanceOf(NotOfTypeException.class);
        assertThatThrownBy(() -> SchemaParser.parse("{a:int8}").encode(Map.of("b", 1)))
                .isInstanceOf(NotOfTypeException.class)
                .hasMessage("{\"b\":1} is no value of the type {a:int8}, which this collection stores");
        assertThatThrownBy(() -> SchemaParser.parse("enum{A,B}").encode("C")).isInstanceOf(NotOfTypeException.class);
        assertThatThrownBy(() -> SchemaParser.parse("custom").encode("x")).isInstanceOf(NotOfTypeException.class);
    }
}
