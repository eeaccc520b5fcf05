package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.time.DateTimeException;
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

/// The codecs of java.time. All but periods and zones sort as their `compareTo` does, which for times with an offset
/// means by instant first.
public final class Times {
    public static final Codec<Instant> INSTANT =
            new Scalar<>(
                    "instant",
                    true,
                    (value, out) -> seconds(value.getEpochSecond(), value.getNano(), out),
                    in -> Instant.ofEpochSecond(in.getLong(), nano(in)));
    public static final Codec<Duration> DURATION =
            new Scalar<>(
                    "duration",
                    true,
                    (value, out) -> seconds(value.getSeconds(), value.getNano(), out),
                    in -> Duration.ofSeconds(in.getLong(), nano(in)));
    public static final Codec<LocalDate> LOCAL_DATE = new Scalar<>("date", true, Times::putDate, Times::getDate);
    public static final Codec<LocalTime> LOCAL_TIME = new Scalar<>("time", true, Times::putTime, Times::getTime);
    public static final Codec<LocalDateTime> LOCAL_DATE_TIME =
            new Scalar<>("datetime", true, Times::putDateTime, in -> LocalDateTime.of(getDate(in), getTime(in)));
    public static final Codec<OffsetDateTime> OFFSET_DATE_TIME =
            new Scalar<>("offset-datetime", true, Times::putOffsetDateTime, Times::getOffsetDateTime);
    public static final Codec<OffsetTime> OFFSET_TIME =
            new Scalar<>("offset-time", true, Times::putOffsetTime, Times::getOffsetTime);
    public static final Codec<ZonedDateTime> ZONED_DATE_TIME =
            new Scalar<>("zoned-datetime", true, Times::putZoned, Times::getZoned);
    public static final Codec<Period> PERIOD =
            new Scalar<>(
                    "period", false, Times::putPeriod, in -> Period.of(ZigZag.get(in), ZigZag.get(in), ZigZag.get(in)));
    public static final Codec<Year> YEAR =
            new Scalar<>("year", true, (value, out) -> out.putInt(value.getValue()), in -> Year.of(in.getInt()));
    public static final Codec<YearMonth> YEAR_MONTH =
            new Scalar<>(
                    "year-month", true, Times::putYearMonth, in -> YearMonth.of(in.getInt(), in.getUnsignedByte()));
    public static final Codec<MonthDay> MONTH_DAY =
            new Scalar<>(
                    "month-day",
                    true,
                    Times::putMonthDay,
                    in -> MonthDay.of(in.getUnsignedByte(), in.getUnsignedByte()));
    public static final Codec<Month> MONTH =
            new Scalar<>(
                    "month",
                    true,
                    (value, out) -> out.putUnsignedByte(value.getValue()),
                    in -> Month.of(in.getUnsignedByte()));
    public static final Codec<DayOfWeek> DAY_OF_WEEK =
            new Scalar<>(
                    "weekday",
                    true,
                    (value, out) -> out.putUnsignedByte(value.getValue()),
                    in -> DayOfWeek.of(in.getUnsignedByte()));

    /// Negated: `ZoneOffset.compareTo` puts the east first.
    public static final Codec<ZoneOffset> ZONE_OFFSET =
            new Scalar<>(
                    "zone-offset",
                    true,
                    (value, out) -> out.putInt(-value.getTotalSeconds()),
                    in -> ZoneOffset.ofTotalSeconds(Math.negateExact(in.getInt())));

    public static final Codec<ZoneId> ZONE_ID =
            new Scalar<>("zone", false, (value, out) -> out.putString(value.getId()), in -> ZoneId.of(in.getString()));

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private Times() {}

    private static void seconds(long seconds, int nano, Encoder out) {
        out.putLong(seconds);
        out.putInt(nano);
    }

    /// Checked here, because the JDK's factories would carry an excess into the seconds: a second encoding of one
    /// value.
    private static int nano(Decoder in) {
        int nano = in.getInt();
        if (nano < 0 || nano >= NANOS_PER_SECOND) {
            throw new DateTimeException("nanoseconds " + nano + " outside a second");
        }
        return nano;
    }

    private static void putDate(LocalDate value, Encoder out) {
        out.putInt(value.getYear());
        out.putUnsignedByte(value.getMonthValue());
        out.putUnsignedByte(value.getDayOfMonth());
    }

    private static LocalDate getDate(Decoder in) {
        return LocalDate.of(in.getInt(), in.getUnsignedByte(), in.getUnsignedByte());
    }

    /// The nanosecond of the day needs 47 bits.
    private static void putTime(LocalTime value, Encoder out) {
        long nano = value.toNanoOfDay();
        out.putChar((char) (nano >>> 32));
        out.putChar((char) (nano >>> 16));
        out.putChar((char) nano);
    }

    private static LocalTime getTime(Decoder in) {
        return LocalTime.ofNanoOfDay((long) in.getChar() << 32 | (long) in.getChar() << 16 | in.getChar());
    }

    private static void putDateTime(LocalDateTime value, Encoder out) {
        putDate(value.toLocalDate(), out);
        putTime(value.toLocalTime(), out);
    }

    /// Of equal instants the one with the larger offset has the later local time, so the offset decides as `compareTo`.
    private static void putOffsetDateTime(OffsetDateTime value, Encoder out) {
        seconds(value.toEpochSecond(), value.getNano(), out);
        out.putInt(value.getOffset().getTotalSeconds());
    }

    private static OffsetDateTime getOffsetDateTime(Decoder in) {
        Instant instant = Instant.ofEpochSecond(in.getLong(), nano(in));
        return OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds(in.getInt()));
    }

    private static void putOffsetTime(OffsetTime value, Encoder out) {
        int offset = value.getOffset().getTotalSeconds();
        out.putLong(value.toLocalTime().toNanoOfDay() - (long) offset * NANOS_PER_SECOND);
        out.putInt(offset);
    }

    private static OffsetTime getOffsetTime(Decoder in) {
        long utc = in.getLong();
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(in.getInt());
        long local = Math.addExact(utc, (long) offset.getTotalSeconds() * NANOS_PER_SECOND);
        return OffsetTime.of(LocalTime.ofNanoOfDay(local), offset);
    }

    private static void putZoned(ZonedDateTime value, Encoder out) {
        seconds(value.toEpochSecond(), value.getNano(), out);
        out.putInt(value.getOffset().getTotalSeconds());
        out.putString(value.getZone().getId());
    }

    /// The instant stays if the rules of the zone have changed since it was written; the local time then follows them.
    private static ZonedDateTime getZoned(Decoder in) {
        OffsetDateTime time = getOffsetDateTime(in);
        return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), ZoneId.of(in.getString()));
    }

    private static void putPeriod(Period value, Encoder out) {
        ZigZag.put(value.getYears(), out);
        ZigZag.put(value.getMonths(), out);
        ZigZag.put(value.getDays(), out);
    }

    private static void putYearMonth(YearMonth value, Encoder out) {
        out.putInt(value.getYear());
        out.putUnsignedByte(value.getMonthValue());
    }

    private static void putMonthDay(MonthDay value, Encoder out) {
        out.putUnsignedByte(value.getMonthValue());
        out.putUnsignedByte(value.getDayOfMonth());
    }
}
