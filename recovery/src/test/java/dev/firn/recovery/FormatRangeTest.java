package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.StoreFormat;
import dev.firn.log.format.Feature;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Which formats are opened, and how, over all versions and bits that a superblock may have.
class FormatRangeTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap());

    /// As docs/format.md says it, and not as the code does it.
    private enum Answer {
        OPENS,
        ONLY_TO_READ,
        NEWER,
        CORRUPT;

        static Answer of(StoreFormat format) {
            boolean knows = (format.incompatible() | 1) == 1;
            if (format.major() > 1) return NEWER;
            if (format.major() < 1) return CORRUPT;
            if (!knows) return NEWER;
            return format.readOnlyCompatible() == 0 ? OPENS : ONLY_TO_READ;
        }
    }

    @Test
    void everyVersionAndEveryBit() {
        byte[] store = storeOfTenObjects();
        int[] bits = IntStream.rangeClosed(0, 32).map(bit -> bit == 32 ? 0 : 1 << bit).toArray();
        for (int major : List.of(0, 1, 2, 3, 0xffff)) {
            for (int minor : List.of(0, 1, 2, 0xffff)) {
                for (int incompatible : bits) {
                    for (int readOnly : bits) {
                        requireAnswer(store, new StoreFormat(major, minor, incompatible, readOnly));
                    }
                }
            }
        }
    }

    /// A newer version was here last: the other slot, whole and older, is not gone by.
    @Test
    void oneSlotOfANewerFormatIsEnough() {
        for (int slot = 0; slot < 2; slot++) {
            byte[] bytes = storeOfTenObjects();
            put(bytes, slot, new StoreFormat(1, 2, 2, 0));
            assertThat(catchThrowable(() -> Recovery.open(region(bytes), OPTIONS)))
                    .isInstanceOf(NewerFormatException.class);
        }
    }

    /// A bit that rotted is damage of a slot, not a newer format: the checksum that every format has says so.
    @Test
    void aRottenBitIsNoFeature() {
        for (int bit = 1; bit < 32; bit++) {
            byte[] bytes = storeOfTenObjects();
            for (int slot = 0; slot < 2; slot++) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at(slot, "incompatible"), 1 << bit);
            }
            assertThat(catchThrowable(() -> Recovery.open(region(bytes), OPTIONS)))
                    .isInstanceOf(CorruptStoreException.class);
        }
    }

    /// What a newer minor format has put into reserved fields goes with the first superblock that we write.
    @Test
    void whatIsWrittenIsOfThisVersion() {
        byte[] bytes = storeOfTenObjects();
        var before = new StoreFormat(1, 7, Feature.CHECKPOINT.mask(), 0);
        for (int slot = 0; slot < 2; slot++) put(bytes, slot, before);
        try (var log = Recovery.open(region(bytes), OPTIONS).log()) {
            log.newObject();
        }
        var report = Recovery.openReadOnly(region(bytes), OPTIONS).report();
        assertThat(report.format()).isEqualTo(new StoreFormat(1, SuperblockLayout.MINOR, Feature.CHECKPOINT.mask(), 0));
    }

    /// No bit twice.
    @Test
    void everyFeatureHasItsBit() {
        var bits = Stream.of(Feature.values()).map(f -> f.need() + " " + f.bit()).toList();
        assertThat(bits).doesNotHaveDuplicates();
    }

    private static void requireAnswer(byte[] store, StoreFormat format) {
        var bytes = store.clone();
        for (int slot = 0; slot < 2; slot++) put(bytes, slot, format);
        var before = bytes.clone();
        var expected = Answer.of(format);
        var read = catchThrowable(() -> requireWhole(Recovery.openReadOnly(region(bytes), OPTIONS)));
        assertThat(bytes).isEqualTo(before);
        var write = catchThrowable(() -> requireWhole(Recovery.open(region(bytes), OPTIONS)));
        String what =
                "%s, features 0x%x and 0x%x".formatted(format, format.incompatible(), format.readOnlyCompatible());
        switch (expected) {
            case OPENS -> assertThat(List.of(read == null, write == null)).as(what).containsOnly(true);
            case ONLY_TO_READ -> {
                assertThat(read).as(what).isNull();
                assertThat(write)
                        .as(what)
                        .isInstanceOfSatisfying(NewerFormatException.class, e -> assertThat(e.isReadable()).isTrue())
                        .hasMessageContaining("open it read-only");
            }
            case NEWER -> {
                assertThat(read).as(what).isInstanceOf(NewerFormatException.class);
                assertThat(write)
                        .as(what)
                        .isInstanceOfSatisfying(NewerFormatException.class, e -> assertThat(e.isReadable()).isFalse());
            }
            case CORRUPT -> {
                assertThat(read).as(what).isInstanceOf(CorruptStoreException.class);
                assertThat(write).as(what).isInstanceOf(CorruptStoreException.class);
            }
        }
        if (expected != Answer.OPENS) assertThat(bytes).as(what).isEqualTo(before);
    }

    private static void requireWhole(Recovered recovered) {
        for (int object = 1; object <= 10; object++) {
            assertThat(recovered.log().mapping().entry(object)).isNotZero();
        }
    }

    private static void put(byte[] store, int slot, StoreFormat format) {
        var bytes = ByteBuffer.wrap(store).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(at(slot, "major"), (short) format.major());
        bytes.putShort(at(slot, "minor"), (short) format.minor());
        bytes.putInt(at(slot, "incompatible"), format.incompatible());
        bytes.putInt(at(slot, "readOnlyCompatible"), format.readOnlyCompatible());
        seal(bytes, slot, "crc32c", SuperblockLayout.FIRST_BYTES);
        seal(bytes, slot, "crc32cAll", SuperblockLayout.crcAllOffset());
    }

    private static void seal(ByteBuffer bytes, int slot, String field, int length) {
        bytes.putInt(at(slot, field), 0);
        var crc = new CRC32C();
        crc.update(bytes.array(), (int) SuperblockLayout.slot(slot), length);
        bytes.putInt(at(slot, field), (int) crc.getValue());
    }

    private static int at(int slot, String field) {
        return (int)
                (SuperblockLayout.slot(slot) + SuperblockLayout.LAYOUT.byteOffset(PathElement.groupElement(field)));
    }

    private static Region region(byte[] bytes) {
        return RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes)));
    }

    private static byte[] storeOfTenObjects() {
        var bytes = new byte[8192 + 4 * 4096];
        Log.format(region(bytes), OPTIONS);
        var log = Recovery.open(region(bytes), OPTIONS).log();
        var batch = log.newBatch();
        for (int i = 0; i < 10; i++) batch.put(log.newObject(), MemorySegment.ofArray(new byte[20]), 0, 20);
        log.append(batch);
        return bytes;
    }
}
