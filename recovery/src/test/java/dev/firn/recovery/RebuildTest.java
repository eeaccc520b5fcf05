package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.Batch;
import dev.firn.log.DigestWriter;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import dev.firn.recovery.RecoveryListener.Phase;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Building the mapping anew from all segments: by digests it is the same as by frames, and reads far less.
class RebuildTest {
    private static final int SEGMENT = 64 << 10;
    private static final int SEGMENTS = 64;
    private static final int OBJECTS = 500;
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(SEGMENT).withMemory(LogMemory.onHeap());
    private static final RecoveryOptions BY_DIGEST = RecoveryOptions.defaults().withMode(ScanMode.DIGESTS);

    private final byte[] bytes = new byte[SEGMENT + SEGMENTS * SEGMENT];

    @Test
    void byDigestsTheMappingIsTheSameAndFarLessIsRead() {
        fill(0);
        var frames = Recovery.openReadOnly(region(), OPTIONS);
        var digests = Recovery.openReadOnly(region(), OPTIONS, BY_DIGEST);
        assertThat(entries(digests.log())).isEqualTo(entries(frames.log()));
        assertThat(digests.report().digests()).isGreaterThan(digests.report().segmentsRead() - 4);
        assertThat(frames.report().digests()).isZero();
        assertThat(frames.report().bytesRead()).isGreaterThan((long) (SEGMENTS - 8) * SEGMENT);
        long apart = 4L * SEGMENT; // the open one, and the first ones, which had no room
        assertThat(digests.report().bytesRead() - apart).isLessThan(frames.report().bytesRead() / 30);
        assertThat(digests.report().records()).isEqualTo(frames.report().records());
        assertThat(digests.report().frames()).isEqualTo(frames.report().frames());
        assertThat(digests.log().nextStamp()).isEqualTo(frames.log().nextStamp());
        assertThat(digests.log().newObject()).isEqualTo(frames.log().newObject());
    }

    @Test
    void whereADigestIsDamagedTheFramesAreRead() {
        var log = fill(0);
        var expected = entries(log);
        for (int segment = 0; segment < SEGMENTS; segment += 2) {
            bytes[(int) log.superblock().base(segment) + SEGMENT - 70] ^= 1;
        }
        var found = Recovery.openReadOnly(region(), OPTIONS, BY_DIGEST);
        assertThat(entries(found.log())).isEqualTo(expected);
        assertThat(found.report().digests()).isBetween(SEGMENTS / 2 - 8, SEGMENTS / 2);
    }

    /// A checksum says that somebody wrote it so, not that it makes sense.
    @Test
    void ofADigestThatMakesNoSenseNothingIsTaken() {
        var log = fill(0, 200); // so that a segment has more records than are handed on together where frames are read
        var expected = entries(log);
        int spoiled = 0;
        for (int segment = 0; segment < SEGMENTS; segment++) if (spoil(log, segment)) spoiled++;
        assertThat(spoiled).isGreaterThan(SEGMENTS / 2);
        var found = Recovery.openReadOnly(region(), OPTIONS, BY_DIGEST);
        assertThat(entries(found.log())).isEqualTo(expected);
        assertThat(found.report().digests()).isZero();
        assertThat(found.report().records()).isEqualTo(Recovery.openReadOnly(region(), OPTIONS).report().records());
    }

    /// Other objects, lengths or stamps than there are, and one record more; the checksum holds.
    private boolean spoil(Log log, int segment) {
        long base = log.superblock().base(segment);
        long digest = base + SEGMENT - DigestLayout.BYTES;
        var view = region().view();
        if (!DigestLayout.hasMagic(view, digest)) return false;
        int length = DigestLayout.length(view, digest);
        var store = MemorySegment.ofArray(bytes);
        bytes[(int) digest - length + length / 2] ^= 2;
        long records = DigestLayout.LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("records"));
        store.set(ValueLayout.JAVA_INT_UNALIGNED, digest + records, DigestLayout.records(view, digest) + 1);
        var header = ((Verdict.Valid) SegmentHeaders.read(view, base, log.superblock().store(), segment)).header();
        var prefix = MemorySegment.ofArray(new byte[PrefixLayout.BYTES]);
        int from = SEGMENT - DigestLayout.BYTES - length;
        PrefixLayout.put(prefix, log.superblock().store(), header.life(), segment, header.generation(), from, 0);
        DigestLayout.putCrc(store, digest, 0);
        var crc = new CRC32C();
        crc.update(prefix.asByteBuffer());
        crc.update(bytes, (int) digest - length, length + DigestLayout.BYTES);
        DigestLayout.putCrc(store, digest, (int) crc.getValue());
        return true;
    }

    @Test
    void batchesOfSeveralFramesCountOnlyWithAllOfThem() {
        var log = open();
        var writer = new DigestWriter(log);
        put(log, 1, 30_000); // so that the last part does not end a segment
        var batch = log.newBatch();
        for (int object = 2; object < 12; object++) add(batch, object, 25_000);
        log.append(batch);
        int last = segment(log, batch.address(batch.records() - 1));
        put(log, 20, 60_000);
        put(log, 21, 60_000);
        for (int segment = 0; segment < 10; segment++) writer.write(segment);
        var whole = Recovery.openReadOnly(region(), OPTIONS, BY_DIGEST);
        assertThat(whole.report().digests()).isGreaterThan(4);
        for (int object = 2; object < 12; object++) assertThat(whole.log().mapping().entry(object)).isNotZero();
        // Parts alone are not taken, whichever way they were read.
        var superblock = whole.log().superblock();
        var headers = Extent.all(region(), superblock, BY_DIGEST);
        for (var how : List.of(BY_DIGEST, RecoveryOptions.defaults())) {
            var scan = Scan.run(region(), superblock, OPTIONS, how, headers, Set.of(last));
            for (int object = 2; object < 12; object++) assertThat(scan.mapping().entry(object)).isZero();
        }
    }

    @Test
    void ofTheSameCommitTheLatestMoveWins() {
        var log = open();
        long stamp = put(log, 1, 1000);
        var moved = log.newBatch();
        for (int move = 0; move < 3; move++) {
            moved.clear();
            moved.beginMove(RecordKind.PUT, 1, stamp, 2000);
            moved.end(1000 + move);
            log.write(moved, Log.FIRST_CLASS_HEAD, FrameKind.MOVE);
            log.settle(moved);
        }
        long expected = moved.address(0);
        for (var how : List.of(BY_DIGEST, RecoveryOptions.defaults())) {
            var found = Recovery.openReadOnly(region(), OPTIONS, how).log();
            assertThat(Entry.address(found.mapping().entry(1))).isEqualTo(expected);
        }
    }

    @Test
    void aBreakInASegmentWithADigestIsDamage() {
        var log = open();
        put(log, 1, 60_000);
        put(log, 2, 60_000);
        assertThat(new DigestWriter(log).write(0)).isTrue();
        // Segment 1 vouches for segment 0 no more.
        Arrays.fill(bytes, (int) log.superblock().base(1), (int) log.superblock().base(1) + SEGMENT, (byte) 0);
        bytes[(int) log.superblock().base(0) + 10_000] ^= 1;
        assertThatThrownBy(() -> Recovery.openReadOnly(region(), OPTIONS))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("damage at");
    }

    @Test
    void aSegmentMayBeMissingOnlyWhereSomeMayHaveBeenCleaned() {
        var log = fill(0);
        int base = (int) log.superblock().base(10);
        Arrays.fill(bytes, base, base + SegmentLayout.FRAMES, (byte) 0);
        var superblock = log.superblock();
        var how = RecoveryOptions.defaults();
        var headers = Extent.all(region(), superblock, how);
        var scan = Scan.run(region(), superblock, OPTIONS, how, headers, Set.of());
        assertThatThrownBy(() -> HeadChain.of(0, scan.scans(), superblock, 0, 0, false))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("missing");
        var chain = HeadChain.of(0, scan.scans(), superblock, 0, 0, true);
        assertThat(chain.kept()).hasSize(scan.scans().size());
        assertThat(chain.torn()).isTrue();
    }

    @Test
    void theListenerHearsOfEverySegment() {
        fill(0);
        var phases = new ArrayList<Phase>();
        var most = new int[1];
        var options =
                RecoveryOptions.defaults()
                        .withListener((phase, done, of, read) -> {
                            if (phases.isEmpty() || phases.getLast() != phase) phases.add(phase);
                            assertThat(done).isBetween(0, of);
                            assertThat(read).isNotNegative();
                            if (phase == Phase.SEGMENTS) most[0] = Math.max(most[0], done);
                        });
        var recovered = Recovery.open(region(), OPTIONS, options);
        assertThat(phases).containsExactly(Phase.HEADS, Phase.SEGMENTS, Phase.SECURING);
        assertThat(most[0]).isEqualTo(recovered.report().segmentsRead());
    }

    @Test
    void anInterruptEndsAnOpeningThatAskedForIt() {
        fill(0);
        var before = bytes.clone();
        var options =
                RecoveryOptions.defaults()
                        .withInterruptible(true)
                        .withListener((phase, done, of, read) -> {
                            if (phase == Phase.SEGMENTS && done > 10) Thread.currentThread().interrupt();
                        });
        assertThatThrownBy(() -> Recovery.open(region(), OPTIONS, options))
                .isInstanceOf(RecoveryInterruptedException.class)
                .hasMessageContaining("nothing was changed");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bytes).isEqualTo(before);
        Recovery.open(region(), OPTIONS, options.withInterruptible(false)).log();
        assertThat(Thread.interrupted()).isTrue();
    }

    /// Some commits over all segments but a few, digests as they go.
    private Log fill(long seed) {
        return fill(seed, 1000);
    }

    private Log fill(long seed, int length) {
        var log = open();
        var writer = new DigestWriter(log);
        var random = new Random(seed);
        int digested = 0;
        while (log.segments().count(Use.FREE) > 4) {
            put(log, 1 + random.nextInt(OBJECTS), length + random.nextInt(100));
            for (; log.segments().use(digested) == Use.SEALED; digested++) writer.write(digested);
        }
        return log;
    }

    private Region region() {
        return Regions.ofMemory(MemorySegment.ofArray(bytes));
    }

    private Log open() {
        Log.format(region(), OPTIONS);
        return Recovery.open(region(), OPTIONS).log();
    }

    private static long put(Log log, long object, int length) {
        var batch = log.newBatch();
        add(batch, object, length);
        long stamp = log.append(batch);
        log.install(batch);
        return stamp;
    }

    private static void add(Batch batch, long object, int length) {
        batch.put(object, MemorySegment.ofArray(new byte[length]), 0, length);
    }

    private static int segment(Log log, long address) {
        return (int) ((address - log.superblock().base(0)) / SEGMENT);
    }

    private static List<Long> entries(Log log) {
        var entries = new ArrayList<Long>();
        for (long object = 0; object <= OBJECTS; object++) entries.add(log.mapping().raw(object));
        return entries;
    }
}
