package dev.firn.faultinjection.ptrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionTest {
    private static long code(String hex) {
        var bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        long code = 0;
        for (int at = 0; at < bytes.length; at++) code |= (bytes[at] & 0xFFL) << 8 * at;
        return code;
    }

    @ParameterizedTest
    @CsvSource({
        "0f ae f8, FENCE",
        "0f ae f0, FENCE",
        "0f ae e8, OTHER",
        "0f ae 3f, WRITE_BACK",
        "66 0f ae 3f, WRITE_BACK",
        "66 0f ae 37, WRITE_BACK",
        "66 41 0f ae 30, WRITE_BACK",
        "0f ae 37, OTHER",
        "0f ae 27, OTHER",
        "9c 48 89 e0, PUSH_FLAGS",
        "48 0f c3 07, OTHER",
    })
    void tellsWhatMattersFromItsBytes(String hex, Instruction expected) {
        assertThat(Instruction.of(code(hex))).isEqualTo(expected);
    }

    @Test
    void findsTheLineThatIsWrittenBack() {
        var structure = new long[27];
        structure[14] = 0x1000;
        structure[9] = 0x2000;
        var registers = new Registers(MemorySegment.ofArray(structure));
        assertThat(Instruction.operand(code("66 0f ae 37"), registers)).isEqualTo(0x1000);
        assertThat(Instruction.operand(code("66 41 0f ae 30"), registers)).isEqualTo(0x2000);
    }
}
