package dev.firn.pmem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
    @ParameterizedTest(name = "[{0}, +{1}) touches {2} lines")
    @CsvSource({"0,0,0", "63,0,0", "0,1,1", "0,64,1", "0,65,2", "63,1,1", "63,2,2", "1,64,2", "64,128,2", "60,72,3"})
    void linesOfARange(long at, long length, long lines) {
        assertEquals(lines, Lines.touched(at, length));
    }
}
