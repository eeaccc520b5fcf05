package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever lies in the region: one clear answer, and not a byte of it changed.
class BadInputTest {
    private static final int SEGMENT = 4096;
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(SEGMENT).withMemory(LogMemory.onHeap());

    private byte[] store;

    @BeforeEach
    void aStoreOfThreeSegmentsThatWasKilled() {
        store = storeOf(40);
    }

    @Test
    void anEmptyFile() {
        refused(new byte[0], NotAStoreException.class, "empty");
    }

    @Test
    void aFileOfZeros() {
        refused(new byte[1 << 16], NotAStoreException.class, "zeros");
    }

    @Test
    void aFileOfRandomBytes() {
        var bytes = new byte[1 << 16];
        new Random(7).nextBytes(bytes);
        refused(bytes, NotAStoreException.class, "not a Firn store");
    }

    @Test
    void aStoreCutShort() {
        refused(Arrays.copyOf(store, store.length - 1), TruncatedStoreException.class, "restore it from a copy");
        refused(Arrays.copyOf(store, 8192), TruncatedStoreException.class, "needs");
    }

    @Test
    void aStoreOfANewerFormat() {
        for (int slot = 0; slot < 2; slot++) store[(int) SuperblockLayout.slot(slot) + 8] = 99;
        refused(store, NewerFormatException.class, "open it with a newer version");
    }

    @Test
    void aSegmentOfAnotherStore() {
        var other = storeOf(40);
        int second = (int) SuperblockLayout.dataStart(SEGMENT) + SEGMENT;
        System.arraycopy(other, second, store, second, SEGMENT);
        refused(store, CorruptStoreException.class, "holds segment 1 of store");
    }

    @Test
    void aSegmentInTheWrongPlace() {
        int second = (int) SuperblockLayout.dataStart(SEGMENT) + SEGMENT;
        System.arraycopy(store, second, store, second - SEGMENT, SEGMENT);
        refused(store, CorruptStoreException.class, "holds segment 1");
    }

    @Test
    void bothSuperblocksDamaged() {
        for (int slot = 0; slot < 2; slot++) store[(int) SuperblockLayout.slot(slot) + 40] ^= 1;
        refused(store, CorruptStoreException.class, "both superblocks");
    }

    @ParameterizedTest(name = "superblock {0} damaged")
    @ValueSource(ints = {0, 1})
    void oneSuperblockDamagedLosesNothing(int slot) {
        store[(int) SuperblockLayout.slot(slot) + 40] ^= 1;
        var log = Recovery.open(RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(store))), OPTIONS).log();
        for (int object = 1; object <= 40; object++) assertThat(log.mapping().entry(object)).isNotZero();
    }

    @Test
    void aFlippedBitBeforeTheLastCommitIsDamageNotAnEnd() {
        int firstFrame = (int) SuperblockLayout.dataStart(SEGMENT) + SegmentLayout.FRAMES;
        store[firstFrame + 50] ^= 1;
        refused(store, CorruptStoreException.class, "damage at 0x");
    }

    @Test
    void aFlippedBitInASegmentsHeadLosesNothing() {
        int base = (int) SuperblockLayout.dataStart(SEGMENT);
        for (int segment = 0; segment < 3; segment++) {
            for (int bit = 0; bit < SegmentLayout.FRAMES * 8; bit++) {
                int at = base + segment * SEGMENT + bit / 8;
                var bytes = store.clone();
                bytes[at] ^= (byte) (1 << bit % 8);
                var log = Recovery.open(RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes))), OPTIONS).log();
                for (int object = 1; object <= 40; object++)
                    assertThat(log.mapping().entry(object)).as("bit %d of segment %d", bit, segment).isNotZero();
            }
        }
    }

    @Test
    void aFlippedLifeFrameDoesNotHideTheCommitsOfItsLife() {
        var region = RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(store)));
        var log = Recovery.open(region, OPTIONS).log();
        append(log, 10);
        var tail = Recovery.openReadOnly(region, OPTIONS).report().breaks().getFirst();
        int frame = 24 + 8 + 200;
        int lifeFrame = (int) log.superblock().base(tail.segment()) + (int) tail.offset() - 10 * frame - 32;
        store[lifeFrame + 24] ^= 1;
        refused(store, CorruptStoreException.class, "damage at 0x");
    }

    @Test
    void bytesMissingFromAClosedStoreAreDamage() {
        var region = RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(store)));
        var recovered = Recovery.open(region, OPTIONS);
        append(recovered.log(), 1);
        recovered.log().close();
        var end = recovered.log().superblock().ends().getFirst();
        store[(int) recovered.log().superblock().base(end.segment()) + (int) end.offset() - 20] ^= 1;
        refused(store, CorruptStoreException.class, "says that it was durable");
    }

    private static void refused(byte[] bytes, Class<? extends Throwable> type, String message) {
        var before = bytes.clone();
        assertThatThrownBy(() -> Recovery.open(RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes))), OPTIONS))
                .isInstanceOf(type)
                .hasMessageContaining(message);
        assertThat(bytes).isEqualTo(before);
    }

    private static byte[] storeOf(int objects) {
        var bytes = new byte[8192 + 16 * SEGMENT];
        var region = RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes)));
        Log.format(region, OPTIONS);
        append(Recovery.open(region, OPTIONS).log(), objects);
        return bytes;
    }

    private static void append(Log log, int objects) {
        var content = MemorySegment.ofArray(new byte[200]);
        var batch = log.newBatch();
        for (int i = 0; i < objects; i++) {
            batch.clear();
            log.append(batch.put(log.newObject(), content, 0, 200));
        }
    }
}
