package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What is left of a failing crash when as much as possible survives again.
class LostLinesTest {
    private static final int WORDS = 24;

    private final Units units = new Units();
    private Medium medium;
    private int tries;

    @Test
    void oneWordIsLostOfThreeLines() {
        writeThreeLines();
        begin(CrashModel.WORDS);
        shrink(() -> word(13) == 0);
        assertThat(lost()).containsExactly(13L);
        assertThat(tries).as("lines first: not each of the words").isLessThan(20);
    }

    @Test
    void twoWordsThatMustBeLostTogetherStayLost() {
        writeThreeLines();
        begin(CrashModel.WORDS);
        shrink(() -> word(3) == 0 && word(20) == 0);
        assertThat(lost()).containsExactly(3L, 20L);
    }

    @Test
    void ofManyVersionsTheNewestThatFailsIsKept() {
        var region = SimulatedRegion.create(64, 64);
        for (int version = 1; version <= 5; version++) region.publish(0, version);
        replay(region);
        begin(CrashModel.WORDS);
        shrink(() -> word(0) < 4);
        assertThat(word(0)).isEqualTo(3);
    }

    @Test
    void garbageIsLeftOutWhereALossIsEnough() {
        var region = SimulatedRegion.create(64, 64);
        region.publish(0, 7);
        replay(region);
        begin(CrashModel.GARBAGE);
        medium.image().set(0, 1);
        shrink(() -> word(0) != 7);
        assertThat(word(0)).isZero();
    }

    private void writeThreeLines() {
        var region = SimulatedRegion.create(WORDS * 8, WORDS * 8);
        long[] words = new long[WORDS];
        java.util.Arrays.setAll(words, word -> word + 1L);
        region.write(0, MemorySegment.ofArray(words), 0, WORDS * 8);
        replay(region);
    }

    private void replay(SimulatedRegion region) {
        medium = new Medium(new byte[(int) region.size()], region.trace());
        while (medium.step()) {}
    }

    private void begin(PersistencyModel model) {
        units.divide(model, medium.pending(), medium.durable());
        medium.image().choose(units);
    }

    private void shrink(BooleanSupplier fails) {
        LostLines.shrink(
                units,
                medium.image(),
                () -> {
                    tries++;
                    return fails.getAsBoolean();
                });
    }

    private long word(int word) {
        return Words.get(medium.image().bytes(), word);
    }

    private ArrayList<Long> lost() {
        var lost = new ArrayList<Long>();
        for (int word = 0; word < WORDS; word++) if (word(word) == 0) lost.add((long) word);
        return lost;
    }
}
