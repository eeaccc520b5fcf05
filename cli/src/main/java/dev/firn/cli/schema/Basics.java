package dev.firn.cli.schema;

import dev.firn.heap.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types without parts, by the name that a schema gives them.
final class Basics {
    private static final Map<String, JsonType> BY_NAME =
            Stream.of(
                            type(Codec.string(), text -> text, json -> (String) json),
                            type(Codec.bool(), bool -> bool, json -> (Boolean) json),
                            type(Codec.int8(), number -> number, json -> whole(json).byteValueExact()),
                            type(Codec.int16(), number -> number, json -> whole(json).shortValueExact()),
                            type(Codec.int32(), number -> number, json -> whole(json).intValueExact()),
                            type(Codec.int64(), number -> number, json -> whole(json).longValueExact()),
                            type(Codec.bigInteger(), number -> number, Basics::whole),
                            type(Codec.bigDecimal(), number -> number, Basics::number),
                            type(Codec.float32(), Basics::finite, json -> (float) real(json)),
                            type(Codec.float64(), Basics::finite, Basics::real),
                            type(Codec.character(), Object::toString, json -> single((String) json)),
                            type(
                                    Codec.bytes(),
                                    HexFormat.of()::formatHex,
                                    json -> HexFormat.of().parseHex((String) json)),
                            type(
                                    Codec.orderedBytes(),
                                    HexFormat.of()::formatHex,
                                    json -> HexFormat.of().parseHex((String) json)),
                            text(Codec.uuid(), UUID::fromString),
                            text(Codec.uri(), URI::create),
                            text(Codec.instant(), Instant::parse),
                            text(Codec.duration(), Duration::parse),
                            text(Codec.localDate(), LocalDate::parse),
                            text(Codec.localTime(), LocalTime::parse),
                            text(Codec.localDateTime(), LocalDateTime::parse),
                            text(Codec.offsetDateTime(), OffsetDateTime::parse),
                            text(Codec.offsetTime(), OffsetTime::parse),
                            text(Codec.zonedDateTime(), ZonedDateTime::parse),
                            text(Codec.period(), Period::parse),
                            text(Codec.year(), Year::parse),
                            text(Codec.yearMonth(), YearMonth::parse),
                            text(Codec.monthDay(), MonthDay::parse),
                            text(Codec.zoneId(), ZoneId::of),
                            text(Codec.zoneOffset(), ZoneOffset::of))
                    .collect(Collectors.toMap(JsonType::schema, Function.identity()));

    private Basics() {}

    /// The type of that name, null when there is none.
    static JsonType named(String name) {
        return BY_NAME.get(name);
    }

    private static <T> JsonType type(Codec<T> codec, Function<T, Object> toJson, Function<Object, T> fromJson) {
        return JsonType.of(codec.schema(), codec, toJson, fromJson);
    }

    private static <T> JsonType text(Codec<T> codec, Function<String, T> parser) {
        return type(codec, Object::toString, json -> parser.apply((String) json));
    }

    private static BigDecimal number(Object json) {
        return new BigDecimal(((Number) json).toString());
    }

    private static BigInteger whole(Object json) {
        return number(json).toBigIntegerExact();
    }

    /// JSON has no infinities and no NaN: they are strings.
    private static double real(Object json) {
        return json instanceof String text ? Double.parseDouble(text) : number(json).doubleValue();
    }

    private static Object finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number : number.toString();
    }

    private static char single(String text) {
        if (text.length() != 1) throw new IllegalArgumentException("one character: " + text);
        return text.charAt(0);
    }
}
