package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import dev.firn.recovery.LogScenario.Op;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Opening for reading while somebody writes may read segments of different moments, which looks like damage. It is
/// tried again, and damage that stays is reported.
class BesideAWriterTest {
    private static final int FRAME = 2 * 4096 + 128 + 30;

    private SimulatedRegion whole;

    @BeforeEach
    void aLogWithThreeBatches() {
        whole = SimulatedRegion.create(LogScenario.regionBytes(2), LogScenario.regionBytes(2));
        Log.format(whole, LogScenario.defaults());
        var log = Recovery.open(whole, LogScenario.defaults()).log();
        for (int number = 0; number < 3; number++) LogScenario.append(whole, log, number, new Op.Put(2, "x"));
    }

    /// Another region's bytes in the first tries. Each try begins with the first superblock's first word.
    private static final class Passing extends DelegatingRegion implements View {
        private final Region damaged;
        private final int badTries;
        private int tries;

        Passing(Region region, Region damaged, int badTries) {
            super(region);
            this.damaged = damaged;
            this.badTries = badTries;
        }

        private View now() {
            return (tries <= badTries ? damaged : region()).view();
        }

        @Override
        public View view() {
            return this;
        }

        @Override
        public long getLong(long at) {
            if (at == 0) tries++;
            return now().getLong(at);
        }

        @Override
        public byte getByte(long at) {
            return now().getByte(at);
        }

        @Override
        public short getShort(long at) {
            return now().getShort(at);
        }

        @Override
        public int getInt(long at) {
            return now().getInt(at);
        }

        @Override
        public long getLongAcquire(long at) {
            return now().getLongAcquire(at);
        }

        @Override
        public void copyTo(long at, MemorySegment target, long to, long length) {
            now().copyTo(at, target, to, length);
        }

        @Override
        public MemorySegment slice(long at, long length) {
            return now().slice(at, length);
        }
    }

    private Passing passing(int badTries) {
        byte[] image = whole.image();
        image[FRAME] ^= 1;
        return new Passing(whole, SimulatedRegion.of(image, image.length), badTries);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatOnlyLooksLikeDamageIsReadAgain(int badTries) {
        var region = passing(badTries);
        var log = Recovery.openReadOnly(region, LogScenario.defaults()).log();
        assertThat(LogScenario.contents(log).batches()).containsExactly(0, 1, 2);
        assertThat(region.tries).isEqualTo(badTries + 1);
    }

    @Test
    void damageThatStaysIsReported() {
        assertThatThrownBy(() -> Recovery.openReadOnly(passing(100), LogScenario.defaults()))
                .isInstanceOf(CorruptStoreException.class);
    }

    /// Nobody else may be at work then, so the first answer counts.
    @Test
    void openingToWriteDoesNotTryAgain() {
        var region = passing(1);
        assertThatThrownBy(() -> Recovery.open(region, LogScenario.defaults()))
                .isInstanceOf(CorruptStoreException.class);
    }
}
