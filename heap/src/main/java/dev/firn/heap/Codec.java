package dev.firn.heap;

import dev.firn.heap.codec.ArrayCodec;
import dev.firn.heap.codec.ByteArrays;
import dev.firn.heap.codec.Derivation;
import dev.firn.heap.codec.EntryCodec;
import dev.firn.heap.codec.ListCodec;
import dev.firn.heap.codec.MapCodec;
import dev.firn.heap.codec.MappedCodec;
import dev.firn.heap.codec.NullableCodec;
import dev.firn.heap.codec.Numbers;
import dev.firn.heap.codec.Optionals;
import dev.firn.heap.codec.OrderedEnumCodec;
import dev.firn.heap.codec.Scalars;
import dev.firn.heap.codec.SchemaChange;
import dev.firn.heap.codec.SetCodec;
import dev.firn.heap.codec.SortedMapCodec;
import dev.firn.heap.codec.SortedSetCodec;
import dev.firn.heap.codec.Times;
import dev.firn.heap.codec.Uris;
import dev.firn.heap.codec.Whole;
import java.lang.invoke.MethodHandles;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;

/// How values of one type become bytes and come back.
///
/// The rules that every codec keeps, also one written by a user:
/// * `read` returns a value equal to the one written, and takes exactly the bytes that `write` appended, at least one;
/// * **canonical**: equal values give equal bytes, and unequal values unequal bytes, for keys are found by their bytes;
/// * neither accepts nor returns null, unless it came from [#nullable];
/// * damaged bytes give a [CodecException] or another value, never an endless loop or an absurd allocation;
/// * `schema` never changes for one encoding, and changes when the encoding does.
///
/// Codecs are immutable and safe for use by several threads. The bytes of every codec here are in docs/codecs.md.
///
/// @param <T> the type of the values
public interface Codec<T> {
    /// Appends `value` (not null) to `out`.
    ///
    /// @throws CodecException if the value cannot be encoded; what `out` then holds is not defined
    void write(T value, Encoder out);

    /// Reads the value that begins at the position of `in`.
    ///
    /// @return the value, not null
    /// @throws CodecException if the bytes are too short or not of this type
    T read(Decoder in);

    /// Whether the bytes sort as the values do: unsigned from left to right, no value's bytes a beginning of another's.
    /// The order of a type without a natural one (a record) is that of its parts from first to last. Needed by the keys
    /// of a sorted map.
    boolean ordered();

    /// A stable text of the type and its encoding, stored with a collection and compared when it is opened again. Not
    /// null or empty; braces, brackets and angle brackets are balanced.
    String schema();

    /// Why values written under the schema `stored` cannot be read by this codec, in words that name what has changed;
    /// empty if they can. Constants added to an enum and members added to a sealed family do not matter.
    default Optional<String> refusal(String stored) {
        return SchemaChange.between(stored, schema());
    }

    /// The bytes of `value` alone.
    ///
    /// @throws CodecException if the value cannot be encoded
    default byte[] encode(T value) {
        Encoder out = new Encoder();
        write(value, out);
        return out.toByteArray();
    }

    /// The value whose bytes these are, all of them.
    ///
    /// @throws CodecException if they are not exactly one value of this type
    default T decode(byte[] bytes) {
        return Whole.read(this, new Decoder(bytes));
    }

    /// Booleans, false before true.
    static Codec<Boolean> bool() {
        return Scalars.BOOL;
    }

    /// Integers of one byte.
    static Codec<Byte> int8() {
        return Scalars.INT8;
    }

    /// Integers of two bytes.
    static Codec<Short> int16() {
        return Scalars.INT16;
    }

    /// Integers of four bytes.
    static Codec<Integer> int32() {
        return Scalars.INT32;
    }

    /// Integers of eight bytes.
    static Codec<Long> int64() {
        return Scalars.INT64;
    }

    /// UTF-16 code units.
    static Codec<Character> character() {
        return Scalars.CHARACTER;
    }

    /// Floating-point numbers in the order of [Float#compareTo]. All NaNs are one value.
    static Codec<Float> float32() {
        return Scalars.FLOAT32;
    }

    /// Floating-point numbers in the order of [Double#compareTo]. All NaNs are one value.
    static Codec<Double> float64() {
        return Scalars.FLOAT64;
    }

    /// Strings in the order of [String#compareTo].
    static Codec<String> string() {
        return Scalars.STRING;
    }

    /// Byte arrays by length and content: the quickest form for values. Not ordered.
    static Codec<byte[]> bytes() {
        return ByteArrays.COUNTED;
    }

    /// Byte arrays in the order of [java.util.Arrays#compareUnsigned(byte[], byte[])], for keys. The bytes 00 and 01
    /// take two bytes each.
    static Codec<byte[]> orderedBytes() {
        return ByteArrays.ORDERED;
    }

    /// The values of `codec` and null, which comes first.
    static <T> Codec<T> nullable(Codec<T> codec) {
        return NullableCodec.of(codec);
    }

    /// Integers of any size.
    static Codec<BigInteger> bigInteger() {
        return Numbers.BIG_INTEGER;
    }

    /// Decimal numbers with their scale, so that 1.0 and 1.00 are two values, as [BigDecimal#equals] has it. Not
    /// ordered.
    static Codec<BigDecimal> bigDecimal() {
        return Numbers.BIG_DECIMAL;
    }

    /// In the order of [UUID#compareTo].
    static Codec<UUID> uuid() {
        return Numbers.UUID;
    }

    /// Scheme, host and escapes come back in one spelling of those that [URI#equals] takes as equal. Not ordered.
    static Codec<URI> uri() {
        return Uris.URI;
    }

    /// Instants of all java.time's range, in their order.
    static Codec<Instant> instant() {
        return Times.INSTANT;
    }

    /// In order of length, negative ones first.
    static Codec<Duration> duration() {
        return Times.DURATION;
    }

    /// In order of time.
    static Codec<LocalDate> localDate() {
        return Times.LOCAL_DATE;
    }

    /// In order of time, to the nanosecond.
    static Codec<LocalTime> localTime() {
        return Times.LOCAL_TIME;
    }

    /// In order of time, to the nanosecond.
    static Codec<LocalDateTime> localDateTime() {
        return Times.LOCAL_DATE_TIME;
    }

    /// In order of instant, then offset.
    static Codec<OffsetDateTime> offsetDateTime() {
        return Times.OFFSET_DATE_TIME;
    }

    /// In order of instant on one day, then offset.
    static Codec<OffsetTime> offsetTime() {
        return Times.OFFSET_TIME;
    }

    /// In order of instant, then offset, then name of the zone. If the rules of the zone change after it was written,
    /// the instant stays and the local time follows.
    static Codec<ZonedDateTime> zonedDateTime() {
        return Times.ZONED_DATE_TIME;
    }

    /// Years, months and days as they are. Not ordered: nobody can say whether 30 days are a month.
    static Codec<Period> period() {
        return Times.PERIOD;
    }

    /// In order of time.
    static Codec<Year> year() {
        return Times.YEAR;
    }

    /// In order of time.
    static Codec<YearMonth> yearMonth() {
        return Times.YEAR_MONTH;
    }

    /// In order of the calendar.
    static Codec<MonthDay> monthDay() {
        return Times.MONTH_DAY;
    }

    /// Zones by their name. Not ordered.
    static Codec<ZoneId> zoneId() {
        return Times.ZONE_ID;
    }

    /// In the order of [ZoneOffset#compareTo]: the east first.
    static Codec<ZoneOffset> zoneOffset() {
        return Times.ZONE_OFFSET;
    }

    /// The constants of an enum by their names, so that they may be reordered and more may come. Not ordered, unless
    /// the enum is annotated with [KeepOrder]: see [#enumInOrder].
    static <E extends Enum<E>> Codec<E> enumOf(Class<E> type) {
        return Derivation.ofEnum(type);
    }

    /// The constants of an enum by their places, in their order: more may come at the end, none may move. What cannot
    /// carry the annotation [KeepOrder] can be a sorted key by this.
    static <E extends Enum<E>> Codec<E> enumInOrder(Class<E> type) {
        return new OrderedEnumCodec<>(type);
    }

    /// The values of `codec` and none, which comes first.
    static <T> Codec<Optional<T>> optional(Codec<T> codec) {
        return Optionals.of(codec);
    }

    /// Lists, which come back unmodifiable. Not ordered.
    static <T> Codec<List<T>> list(Codec<T> element) {
        return new ListCodec<>(element);
    }

    /// Arrays of objects, as lists. `type` is the class of the elements. Not ordered.
    static <T> Codec<T[]> array(Class<T> type, Codec<T> element) {
        return new ArrayCodec<>(type, element);
    }

    /// Sets, which come back unmodifiable and sorted by the bytes of their elements. Not ordered.
    static <T> Codec<Set<T>> set(Codec<T> element) {
        return new SetCodec<>(element);
    }

    /// Sets in natural order, which come back unmodifiable; those with a comparator are refused. Not ordered.
    static <T> Codec<SortedSet<T>> sortedSet(Codec<T> element) {
        return new SortedSetCodec<>(element);
    }

    /// Maps, which come back unmodifiable and sorted by the bytes of their keys. Not ordered.
    static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
        return new MapCodec<>(key, value);
    }

    /// Maps in natural order, which come back unmodifiable; those with a comparator are refused. Not ordered.
    static <K, V> Codec<SortedMap<K, V>> sortedMap(Codec<K> key, Codec<V> value) {
        return new SortedMapCodec<>(key, value);
    }

    /// Pairs. Ordered by key and then value if both are.
    static <K, V> Codec<Map.Entry<K, V>> pair(Codec<K> key, Codec<V> value) {
        return new EntryCodec<>(key, value);
    }

    /// The codec of a type by its declaration: a record (of such types, also generic ones), a sealed interface whose
    /// members are records and enums, an enum ([#enumOf]), an array, or a class that has a codec here. Collections are
    /// declared by their interfaces: List, Set, SortedSet, NavigableSet, Map, SortedMap, NavigableMap, Map.Entry,
    /// Optional.
    ///
    /// A record is ordered if all its components are: by the first, then the second, and so on. A record that
    /// implements Comparable must agree with that to be the key of a sorted map.
    ///
    /// @throws CodecException if there is none: it names the type, the path to it and what to do
    static <T> Codec<T> of(Class<T> type) {
        return Derivation.of(type);
    }

    /// As [#of(Class)], for types in modules that are not open to Firn: `lookup` is `MethodHandles.lookup()`, called in
    /// the module that declares them. The result is not kept; keep it in a constant.
    static <T> Codec<T> of(Class<T> type, MethodHandles.Lookup lookup) {
        return Derivation.of(type, lookup, Map.of());
    }

    /// As [#of(Class, MethodHandles.Lookup)], with codecs for classes that have none, or to replace those they have,
    /// except for primitives.
    ///
    /// @param given for each class the codec of exactly that class
    static <T> Codec<T> of(Class<T> type, MethodHandles.Lookup lookup, Map<Class<?>, Codec<?>> given) {
        return Derivation.of(type, lookup, given);
    }

    /// A codec of another type that is stored as this one: `Codec.string().as("currency", Currency::getCurrencyCode,
    /// Currency::getInstance)`. Not ordered.
    ///
    /// @param name of the other type, for its schema; never to be changed
    /// @param to   gives what is stored; equal values must give equal results
    /// @param from gives the value back; may refuse with any exception
    default <U> Codec<U> as(String name, Function<U, T> to, Function<T, U> from) {
        return new MappedCodec<>(name, this, to, from);
    }
}
