package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import dev.firn.heap.codec.Case.Sample;
import dev.firn.heap.codec.Case.Two;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What [Codec] promises, of every codec there is.
class EveryCodecTest {
    @Property(tries = 8_000)
    <T> void readsBackWhatWasWritten(@ForAll("samples") Sample<T> sample) {
        assertThat(sample.of().codec().decode(sample.bytes())).isEqualTo(sample.value());
    }

    @Property(tries = 4_000)
    <T> void takesItsOwnBytesOnly(@ForAll("samples") Sample<T> sample, @ForAll("samples") Sample<?> next) {
        Codec<T> codec = sample.of().codec();
        Encoder out = new Encoder(0);
        codec.write(sample.value(), out);
        int end = out.length();
        out.putBytes(next.bytes());

        Decoder in = new Decoder(out.toByteArray());

        assertThat(codec.read(in)).isEqualTo(sample.value());
        assertThat(in.position()).isEqualTo(end).isPositive();
    }

    @Property(tries = 8_000)
    <T> void valuesAreEqualWhenTheirBytesAre(@ForAll("twos") Two<T> two) {
        Codec<T> codec = two.of().codec();

        assertThat(Arrays.equals(codec.encode(two.left()), codec.encode(two.right())))
                .isEqualTo(Objects.deepEquals(two.left(), two.right()));
    }

    @Property(tries = 20_000)
    <T> void bytesSortAsValues(@ForAll("orderedTwos") Two<T> two) {
        Codec<T> codec = two.of().codec();
        byte[] left = codec.encode(two.left());
        byte[] right = codec.encode(two.right());

        assertThat(Integer.signum(Arrays.compareUnsigned(left, right)))
                .isEqualTo(Integer.signum(two.of().order().compare(two.left(), two.right())));
        if (!Arrays.equals(left, right)) {
            assertThat(Arrays.mismatch(left, right))
                    .as("neither begins with the other")
                    .isLessThan(Math.min(left.length, right.length));
        }
    }

    @Property(tries = 200)
    void saysWhetherItIsOrdered(@ForAll("cases") Case<?> of) {
        assertThat(of.codec().ordered()).isEqualTo(of.order() != null);
    }

    @Property(tries = 10_000)
    <T> void randomBytesAreAValueOrRefused(@ForAll("cases") Case<T> of, @ForAll byte[] bytes) {
        decodeOrRefuse(of.codec(), bytes);
    }

    @Property(tries = 15_000)
    <T> void damagedBytesAreAValueOrRefused(@ForAll("samples") Sample<T> sample, @ForAll int where, @ForAll byte what) {
        byte[] bytes = sample.bytes();
        bytes[Math.floorMod(where, bytes.length)] = what;

        decodeOrRefuse(sample.of().codec(), bytes);
    }

    @Property(tries = 6_000)
    <T> void aShortInputIsRefused(@ForAll("samples") Sample<T> sample, @ForAll int where) {
        byte[] bytes = sample.bytes();
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(where, bytes.length));

        assertThatThrownBy(() -> sample.of().codec().decode(cut)).isInstanceOf(CodecException.class);
    }

    /// Whatever is accepted must be a value: it is written and read again.
    private static <T> void decodeOrRefuse(Codec<T> codec, byte[] bytes) {
        T value;
        try {
            value = codec.decode(bytes);
        } catch (CodecException expected) {
            assertThat(expected).message().isNotBlank();
            return;
        }
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Case<?>> cases() {
        return Arbitraries.of(Cases.all());
    }

    @Provide
    Arbitrary<Sample<?>> samples() {
        return Arbitraries.of(Cases.all()).flatMap(Case::samples);
    }

    @Provide
    Arbitrary<Two<?>> twos() {
        return Arbitraries.of(Cases.all()).flatMap(Case::twos);
    }

    @Provide
    Arbitrary<Two<?>> orderedTwos() {
        return Arbitraries.of(Cases.all().stream().filter(of -> of.order() != null).toList()).flatMap(Case::twos);
    }
}
