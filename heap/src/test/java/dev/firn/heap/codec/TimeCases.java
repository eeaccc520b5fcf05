package dev.firn.heap.codec;

import static dev.firn.heap.codec.Case.natural;
import static dev.firn.heap.codec.Case.unordered;
import static java.time.ZoneOffset.UTC;
import static net.jqwik.api.Arbitraries.integers;
import static net.jqwik.api.Arbitraries.longs;
import static net.jqwik.api.Arbitraries.of;

import dev.firn.heap.Codec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// The codecs of java.time.
final class TimeCases {
    static final Arbitrary<Instant> INSTANTS =
            Arbitraries.oneOf(
                    of(Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.EPOCH.minusNanos(1)),
                    instants(-40_000_000_000L, 40_000_000_000L));
    static final Arbitrary<LocalDateTime> DATE_TIMES =
            Arbitraries.oneOf(
                    of(LocalDateTime.MIN, LocalDateTime.MAX),
                    INSTANTS.map(instant -> nearby(instant).atOffset(UTC).toLocalDateTime()));
    static final Arbitrary<ZoneOffset> OFFSETS =
            Arbitraries.oneOf(
                    of(UTC, ZoneOffset.MIN, ZoneOffset.MAX),
                    integers().between(-64800, 64800).map(ZoneOffset::ofTotalSeconds));
    static final Arbitrary<ZoneId> ZONES =
            Arbitraries.oneOf(
                    of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC", "Z", "GMT+2", "UTC-03:30")
                            .map(ZoneId::of),
                    OFFSETS);

    static final List<Case<?>> ALL =
            List.of(
                    natural(Codec.instant(), INSTANTS),
                    natural(
                            Codec.duration(),
                            Combinators.combine(longs(), integers().between(0, 999_999_999))
                                    .as((seconds, nano) -> Duration.ofSeconds(seconds, nano))),
                    Case.<LocalDate>ordered(
                            Codec.localDate(), DATE_TIMES.map(LocalDateTime::toLocalDate), LocalDate::compareTo),
                    natural(
                            Codec.localTime(),
                            Arbitraries.oneOf(
                                    of(LocalTime.MIN, LocalTime.MAX), DATE_TIMES.map(LocalDateTime::toLocalTime))),
                    Case.<LocalDateTime>ordered(Codec.localDateTime(), DATE_TIMES, LocalDateTime::compareTo),
                    natural(Codec.offsetDateTime(), Combinators.combine(few(), OFFSETS).as(Instant::atOffset)),
                    natural(
                            Codec.offsetTime(),
                            Combinators.combine(DATE_TIMES, OFFSETS)
                                    .as((time, offset) -> OffsetTime.of(time.toLocalTime(), offset))),
                    Case.ordered(
                            Codec.zonedDateTime(),
                            Combinators.combine(few(), ZONES).as(Instant::atZone),
                            (left, right) -> left.compareTo(right)),
                    unordered(Codec.period(), Combinators.combine(integers(), integers(), integers()).as(Period::of)),
                    natural(Codec.year(), integers().between(Year.MIN_VALUE, Year.MAX_VALUE).map(Year::of)),
                    natural(Codec.yearMonth(), DATE_TIMES.map(time -> java.time.YearMonth.from(time))),
                    natural(
                            Codec.monthDay(),
                            Arbitraries.oneOf(of(MonthDay.of(2, 29)), DATE_TIMES.map(MonthDay::from))),
                    natural(Codec.zoneOffset(), OFFSETS),
                    unordered(Codec.zoneId(), ZONES),
                    natural(Codec.of(Month.class), of(Month.class)),
                    natural(Codec.of(DayOfWeek.class), of(DayOfWeek.class)));

    private TimeCases() {}

    private static Arbitrary<Instant> instants(long from, long to) {
        return Combinators.combine(longs().between(from, to), integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    /// Few enough that two are often equal, so that offsets and zones decide; around the changes of summer time 2024 in
    /// Berlin.
    private static Arbitrary<Instant> few() {
        return Arbitraries.oneOf(
                of("2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z", "2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z")
                        .map(Instant::parse),
                INSTANTS.map(TimeCases::nearby));
    }

    /// The outermost instants have no local time in every zone.
    private static Instant nearby(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? Instant.EPOCH : instant;
    }
}
