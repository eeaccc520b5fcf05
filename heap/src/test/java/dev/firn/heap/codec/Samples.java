package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.codec.Types.Account;
import dev.firn.heap.codec.Types.Address;
import dev.firn.heap.codec.Types.Circle;
import dev.firn.heap.codec.Types.Colour;
import dev.firn.heap.codec.Types.Empty;
import dev.firn.heap.codec.Types.Key;
import dev.firn.heap.codec.Types.Nothing;
import dev.firn.heap.codec.Types.Shape;
import dev.firn.heap.codec.Types.Size;
import dev.firn.heap.codec.Types.Square;
import dev.firn.heap.codec.Types.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// A value and its bytes for every codec. **They never change**: stores hold them. A line may be added; to change one
/// is to change the format.
public final class Samples {
    /// @param text  how docs/codecs.md writes the value
    /// @param bytes in hex
    public record Sample<T>(Codec<T> codec, String text, T value, String bytes) {
        /// The row of the table in docs/codecs.md.
        String row() {
            return "| `%s` | `%s` | `%s` |".formatted(codec.schema().replace("|", "\\|"), text, bytes);
        }
    }

    public static final List<Sample<?>> ALL =
            List.of(
                    of(Codec.bool(), "false", false, "00"),
                    of(Codec.bool(), "true", true, "01"),
                    of(Codec.int8(), "-1", (byte) -1, "7f"),
                    of(Codec.int16(), "258", (short) 258, "8102"),
                    of(Codec.int32(), "-2", -2, "7ffffffe"),
                    of(Codec.int64(), "1", 1L, "8000000000000001"),
                    of(Codec.character(), "a", 'a', "0061"),
                    of(Codec.float32(), "1.5", 1.5f, "bfc00000"),
                    of(Codec.float64(), "-1.5", -1.5, "4007ffffffffffff"),
                    of(Codec.float64(), "NaN", Double.longBitsToDouble(-1L), "fff8000000000000"),
                    of(Codec.string(), "", "", "00"),
                    of(Codec.string(), "firn", "firn", "6669726e00"),
                    of(Codec.string(), "\\0 \\1 \\2", "\0\1\2", "010101020200"),
                    of(Codec.string(), "é", "é", "c3a900"),
                    of(Codec.string(), "❄", "❄", "e29d8400"),
                    of(Codec.string(), "🏔", "🏔", "eda0bcedbf9400"),
                    of(Codec.bytes(), "00 01 ff", new byte[] {0, 1, -1}, "030001ff"),
                    of(Codec.orderedBytes(), "00 01 ff", new byte[] {0, 1, -1}, "01010102ff00"),
                    of(Codec.bigInteger(), "0", BigInteger.ZERO, "80"),
                    of(Codec.bigInteger(), "256", BigInteger.valueOf(256), "820100"),
                    of(Codec.bigInteger(), "-256", BigInteger.valueOf(-256), "7dfeff"),
                    of(Codec.bigDecimal(), "-1.50", new BigDecimal("-1.50"), "047e69"),
                    of(
                            Codec.uuid(),
                            "00000000-0000-0001-8000-000000000002",
                            new UUID(1, Long.MIN_VALUE + 2),
                            "80000000000000010000000000000002"),
                    of(
                            Codec.uri(),
                            "http://firn.dev/%C3%A9",
                            URI.create("HTTP://Firn.dev/%c3%a9"),
                            "687474703a2f2f6669726e2e6465762f25433325413900"),
                    of(
                            Codec.instant(),
                            "1970-01-01T00:00:01.000000002Z",
                            Instant.ofEpochSecond(1, 2),
                            "800000000000000180000002"),
                    of(Codec.duration(), "PT-1S", Duration.ofSeconds(-1), "7fffffffffffffff80000000"),
                    of(Codec.localDate(), "2024-02-29", LocalDate.of(2024, 2, 29), "800007e8021d"),
                    of(Codec.localTime(), "00:00:01", LocalTime.of(0, 0, 1), "00003b9aca00"),
                    of(
                            Codec.localDateTime(),
                            "2024-02-29T00:00:01",
                            LocalDateTime.of(2024, 2, 29, 0, 0, 1),
                            "800007e8021d00003b9aca00"),
                    of(
                            Codec.offsetDateTime(),
                            "1970-01-01T01:00+01:00",
                            OffsetDateTime.parse("1970-01-01T01:00+01:00"),
                            "80000000000000008000000080000e10"),
                    of(Codec.offsetTime(), "01:00+01:00", OffsetTime.parse("01:00+01:00"), "800000000000000080000e10"),
                    of(
                            Codec.zonedDateTime(),
                            "1970-01-01T00:00Z[UTC]",
                            ZonedDateTime.parse("1970-01-01T00:00Z[UTC]"),
                            "8000000000000000800000008000000055544300"),
                    of(Codec.period(), "P1Y-1M300D", Period.of(1, -1, 300), "0201f90258"),
                    of(Codec.year(), "2024", Year.of(2024), "800007e8"),
                    of(Codec.yearMonth(), "2024-02", YearMonth.of(2024, 2), "800007e802"),
                    of(Codec.monthDay(), "--02-29", MonthDay.of(2, 29), "021d"),
                    of(Codec.zoneOffset(), "+01:00", ZoneOffset.ofHours(1), "7ffff1f0"),
                    of(Codec.zoneId(), "UTC", ZoneId.of("UTC"), "55544300"),
                    of(Codec.of(Month.class), "FEBRUARY", Month.FEBRUARY, "02"),
                    of(Codec.of(DayOfWeek.class), "SUNDAY", DayOfWeek.SUNDAY, "07"),
                    of(Codec.nullable(Codec.int8()), "null", null, "00"),
                    of(Codec.nullable(Codec.int8()), "1", (byte) 1, "0181"),
                    of(Codec.optional(Codec.int8()), "empty", Optional.empty(), "00"),
                    of(Codec.optional(Codec.int8()), "1", Optional.of((byte) 1), "0181"),
                    of(Codec.pair(Codec.string(), Codec.int8()), "a=1", Map.entry("a", (byte) 1), "610081"),
                    of(Codec.list(Codec.string()), "[b, a]", List.of("b", "a"), "0262006100"),
                    of(Codec.set(Codec.string()), "[b, a]", Set.of("b", "a"), "0261006200"),
                    of(Codec.sortedSet(Codec.string()), "[a, b]", new TreeSet<>(Set.of("b", "a")), "0261006200"),
                    of(
                            Codec.map(Codec.string(), Codec.bool()),
                            "{b=true, a=false}",
                            Map.of("b", true, "a", false),
                            "02610000620001"),
                    of(
                            Codec.sortedMap(Codec.string(), Codec.bool()),
                            "{a=true}",
                            new TreeMap<>(Map.of("a", true)),
                            "01610001"),
                    of(Codec.of(int[].class), "[1, -1]", new int[] {1, -1}, "02800000017fffffff"),
                    of(Codec.enumOf(Colour.class), "GREEN", Colour.GREEN, "475245454e00"),
                    of(Codec.enumOf(Size.class), "MEDIUM", Size.MEDIUM, "01"),
                    of(Codec.of(Empty.class), "Empty[]", new Empty(), "00"),
                    of(Codec.of(Address.class), "Address[street=a, number=1]", new Address("a", 1), "610080000001"),
                    of(
                            Codec.of(Account.class),
                            "Account[owner=a, cents=1, open=true, address=null, note=Optional[b]]",
                            new Account("a", 1, true, null, Optional.of("b")),
                            "6100800000000000000101" + "00" + "016200"),
                    of(
                            Codec.of(Key.class),
                            "Key[tenant=a, size=LARGE, name=b, version=0]",
                            new Key("a", Size.LARGE, "b", 0),
                            "610002620080000000"),
                    of(Codec.of(Shape.class), "Circle[radius=0.0]", new Circle(0), "436972636c65008000000000000000"),
                    of(
                            Codec.of(Shape.class),
                            "Square[side=0.0, colour=RED]",
                            new Square(0, Colour.RED),
                            "53717561726500800000000000000052454400"),
                    of(Codec.of(Shape.class), "NOTHING", Nothing.NOTHING, "4e6f7468696e67004e4f5448494e4700"),
                    of(
                            Codec.of(Tree.class),
                            "Tree[value=1, children=[Tree[value=2, children=[]]]]",
                            new Tree(1, List.of(new Tree(2, List.of()))),
                            "80000001018000000200"));

    private Samples() {}

    private static <T> Sample<T> of(Codec<T> codec, String text, T value, String bytes) {
        return new Sample<>(codec, text, value, bytes);
    }
}
