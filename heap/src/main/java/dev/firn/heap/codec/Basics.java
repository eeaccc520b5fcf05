package dev.firn.heap.codec;

import static java.util.Map.entry;

import dev.firn.heap.Codec;
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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/// The classes of the JDK that have one codec, whatever they are part of.
final class Basics {
    static final Map<Class<?>, Codec<?>> CODECS =
            Map.ofEntries(
                    entry(boolean.class, Scalars.BOOL),
                    entry(Boolean.class, Scalars.BOOL),
                    entry(byte.class, Scalars.INT8),
                    entry(Byte.class, Scalars.INT8),
                    entry(short.class, Scalars.INT16),
                    entry(Short.class, Scalars.INT16),
                    entry(char.class, Scalars.CHARACTER),
                    entry(Character.class, Scalars.CHARACTER),
                    entry(int.class, Scalars.INT32),
                    entry(Integer.class, Scalars.INT32),
                    entry(long.class, Scalars.INT64),
                    entry(Long.class, Scalars.INT64),
                    entry(float.class, Scalars.FLOAT32),
                    entry(Float.class, Scalars.FLOAT32),
                    entry(double.class, Scalars.FLOAT64),
                    entry(Double.class, Scalars.FLOAT64),
                    entry(String.class, Scalars.STRING),
                    entry(byte[].class, ByteArrays.COUNTED),
                    entry(boolean[].class, PrimitiveArrays.BOOLS),
                    entry(short[].class, PrimitiveArrays.SHORTS),
                    entry(char[].class, PrimitiveArrays.CHARS),
                    entry(int[].class, PrimitiveArrays.INTS),
                    entry(long[].class, PrimitiveArrays.LONGS),
                    entry(float[].class, PrimitiveArrays.FLOATS),
                    entry(double[].class, PrimitiveArrays.DOUBLES),
                    entry(BigInteger.class, Numbers.BIG_INTEGER),
                    entry(BigDecimal.class, Numbers.BIG_DECIMAL),
                    entry(UUID.class, Numbers.UUID),
                    entry(URI.class, Uris.URI),
                    entry(OptionalInt.class, Optionals.INT),
                    entry(OptionalLong.class, Optionals.LONG),
                    entry(OptionalDouble.class, Optionals.DOUBLE),
                    entry(Instant.class, Times.INSTANT),
                    entry(Duration.class, Times.DURATION),
                    entry(LocalDate.class, Times.LOCAL_DATE),
                    entry(LocalTime.class, Times.LOCAL_TIME),
                    entry(LocalDateTime.class, Times.LOCAL_DATE_TIME),
                    entry(OffsetDateTime.class, Times.OFFSET_DATE_TIME),
                    entry(OffsetTime.class, Times.OFFSET_TIME),
                    entry(ZonedDateTime.class, Times.ZONED_DATE_TIME),
                    entry(Period.class, Times.PERIOD),
                    entry(Year.class, Times.YEAR),
                    entry(YearMonth.class, Times.YEAR_MONTH),
                    entry(MonthDay.class, Times.MONTH_DAY),
                    entry(Month.class, Times.MONTH),
                    entry(DayOfWeek.class, Times.DAY_OF_WEEK),
                    entry(ZoneOffset.class, Times.ZONE_OFFSET),
                    entry(ZoneId.class, Times.ZONE_ID));

    private Basics() {}
}
