package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The encoder and the decoder themselves.
class BytesTest {
    @Property
    void variableLengthNumbersComeBack(@ForAll long value) {
        Encoder out = new Encoder(0);
        out.putVarLong(value);

        assertThat(new Decoder(out.toByteArray()).getVarLong()).isEqualTo(value);
    }

    @Property
    void variableLengthNumbersSortUnsigned(@ForAll long left, @ForAll long right) {
        assertThat(Integer.signum(Arrays.compareUnsigned(varLong(left), varLong(right))))
                .isEqualTo(Integer.signum(Long.compareUnsigned(left, right)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "247, f7",
        "248, f8f8",
        "255, f8ff",
        "256, f90100",
        "65536, fa010000",
        "9223372036854775807, ff7fffffffffffffff",
        "-1, ffffffffffffffffff"
    })
    void variableLengthNumbersAreShort(long value, String hex) {
        assertThat(HexFormat.of().formatHex(varLong(value))).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f8f7", "f900ff", "f90001", "ff00ffffffffffffff"})
    void aSecondFormOfANumberIsRefused(String hex) {
        assertThatThrownBy(() -> new Decoder(HexFormat.of().parseHex(hex)).getVarLong())
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("without leading zeros");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c1bf", "e08080", "e09fbf", "f0908080", "0100", "0103", "80", "c341", "ff"})
    void aSecondFormOfACharacterIsRefused(String hex) {
        assertThatThrownBy(() -> Codec.string().decode(HexFormat.of().parseHex(hex + "00")))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("string: expected");
    }

    static Object[][] secondForms() {
        return new Object[][] {
            {Codec.orderedBytes(), "010000"},
            {Codec.orderedBytes(), "010300"},
            {Codec.bigInteger(), "8100"},
            {Codec.bigInteger(), "7f"},
            {Codec.bigInteger(), "7eff"},
            {Codec.bigInteger(), "f88000000101"},
            {Codec.bool(), "02"},
            {Codec.instant(), "8000000000000000bb9aca00"},
            {Codec.duration(), "80000000000000007fffffff"},
            {Codec.localTime(), "4e94914f0000"},
            {Codec.localDate(), "800007e7021d"},
            {Codec.set(Codec.int8()), "028181"},
            {Codec.map(Codec.int8(), Codec.int8()), "0281808181"},
            {Codec.enumInOrder(Types.Size.class), "03"},
            {Codec.of(Types.Empty.class), "01"},
        };
    }

    @ParameterizedTest
    @MethodSource("secondForms")
    void bytesThatNoCodecWritesAreRefused(Codec<?> codec, String hex) {
        assertThatThrownBy(() -> codec.decode(HexFormat.of().parseHex(hex))).isInstanceOf(CodecException.class);
    }

    @Test
    void aLengthIsComparedWithWhatRemainsBeforeAnythingIsAllocated() {
        byte[] twoBillion = varLong(Integer.MAX_VALUE - 8);

        for (Codec<?> codec :
                List.of(Codec.bytes(), Codec.list(Codec.int8()), Codec.of(long[].class), Codec.set(Codec.int8()))) {
            assertThatThrownBy(() -> codec.decode(twoBillion))
                    .isInstanceOf(CodecException.class)
                    .hasMessage("byte 5: expected at most 0 elements in the 0 bytes that remain, found 2147483639");
        }
    }

    @Test
    void shortInputSaysWhatIsMissing() {
        assertThatThrownBy(() -> new Decoder(new byte[3]).getLong())
                .isInstanceOf(CodecException.class)
                .hasMessage("byte 0: expected 8 more bytes, found 3 before the end of the input");
    }

    @Test
    void bytesBehindTheValueAreRefused() {
        assertThatThrownBy(() -> Codec.int8().decode(new byte[2]))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("int8: expected the end of the input at byte 1, found 1 bytes more");
    }

    @Test
    void aDecoderStaysInItsRange() {
        byte[] bytes = {9, 'a', 0, 'b', 0, 9};
        Decoder in = new Decoder().reset(bytes, 1, 4);

        assertThat(in.getString()).isEqualTo("a");
        assertThat(in.position()).isEqualTo(2);
        assertThat(in.remaining()).isEqualTo(1);
        assertThatThrownBy(in::getString).isInstanceOf(CodecException.class);
    }

    @Test
    void anEncoderGivesUpAVeryLargeArray() {
        Encoder out = new Encoder();
        out.putBytes(new byte[5 << 20]);
        out.reset();

        assertThat(out.length()).isZero();
        assertThat(out.bytes()).hasSizeLessThanOrEqualTo(Limits.KEPT_BYTES);
    }

    @Test
    void choicesAreFoundByTheirBytes() {
        byte[][] choices = {{1, 0}, {2, 2, 0}, {2, 3, 0}, {9, 0}};
        for (int i = 0; i < choices.length; i++) {
            Decoder in = new Decoder(choices[i]);
            assertThat(in.getChoice(choices)).isEqualTo(i);
            assertThat(in.remaining()).isZero();
        }
        for (byte[] other : new byte[][] {{}, {2}, {2, 2}, {3, 0}, {0}, {10}}) {
            Decoder in = new Decoder(other);
            assertThat(in.getChoice(choices)).isEqualTo(-1);
            assertThat(in.position()).isZero();
        }
    }

    private static byte[] varLong(long value) {
        Encoder out = new Encoder();
        out.putVarLong(value);
        return out.toByteArray();
    }
}
