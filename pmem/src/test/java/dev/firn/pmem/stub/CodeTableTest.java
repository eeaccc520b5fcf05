package dev.firn.pmem.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The machine code, byte by byte, against tables of encodings that an independent disassembler has read: the only
/// proof possible for a processor that is not at hand.
class CodeTableTest {
    private static List<String> table(String name) {
        try (var in = CodeTableTest.class.getResourceAsStream("/stub/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// `48 01 d6                 add rsi,rdx`
    private static void assertX86(byte[] code, String name) {
        List<String> encodings = table(name).stream().map(line -> line.substring(0, 24).strip()).toList();
        assertThat(HexFormat.ofDelimiter(" ").formatHex(code)).isEqualTo(String.join(" ", encodings));
    }

    /// `8b020021   add x1, x1, x2`
    private static void assertArm64(byte[] code, String name) {
        ByteBuffer words = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        List<String> encodings = table(name).stream().map(line -> line.substring(0, 8)).toList();
        assertThat(code).hasSize(4 * encodings.size());
        for (String encoding : encodings) {
            assertThat(HexFormat.of().toHexDigits(words.getInt())).isEqualTo(encoding);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLWB", "CLFLUSHOPT", "CLFLUSH"})
    void x86(WriteBack instruction) {
        assertX86(X86Code.flush(instruction), "x86-flush-" + instruction.flag());
        assertX86(X86Code.copy(instruction), "x86-copy-" + instruction.flag());
    }

    @Test
    void x86FenceAndCpuid() {
        assertX86(X86Code.fence(), "x86-fence");
        assertX86(X86Code.cpuid(), "x86-cpuid");
    }

    @Test
    void arm64() {
        assertArm64(Arm64Code.flush(), "aarch64-flush");
        assertArm64(Arm64Code.copy(), "aarch64-copy");
        assertArm64(Arm64Code.fence(), "aarch64-fence");
    }

    /// The words of aligned input are stored by 8-byte instructions alone: byte stores are in the head and the tail
    /// only, which aligned input never enters.
    @Test
    void bytesAreStoredInTwoPlacesOnly() {
        List<String> copy = table("x86-copy-clwb");
        assertThat(copy.stream().filter(line -> line.contains("mov BYTE PTR [rdi]"))).hasSize(2);
        assertThat(copy.stream().filter(line -> line.contains("movnti QWORD PTR [rdi"))).hasSize(10);
        assertThat(copy.stream().filter(line -> line.contains("PTR [rdi") && line.contains("],"))).hasSize(12);
    }
}
