package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A digest says what the frames say, or nothing.
class DigestTest {
    private static final int SEGMENT = 64 << 10;
    private static final int RECORDS = 200;

    private final byte[] bytes = new byte[(64 << 10) + 16 * SEGMENT];
    private final Log log =
            TestLogs.create(
                    Regions.ofMemory(MemorySegment.ofArray(bytes)),
                    LogOptions.defaults().withSegmentBytes(SEGMENT).withMemory(LogMemory.onHeap()));
    private final DigestWriter writer = new DigestWriter(log);
    private final DigestReader reader = new DigestReader(log.view(), log.superblock());

    @Test
    void aDigestSaysWhatTheFramesSay() {
        int digests = 0;
        fill(6);
        for (int segment = 0; segment < 6; segment++) {
            if (!writer.write(segment)) continue;
            digests++;
            assertThat(reader.start(header(segment))).isTrue();
            assertThat(byDigest()).isEqualTo(byFrames(segment));
            assertThat(reader.lastLife()).isEqualTo(header(segment).life());
        }
        assertThat(digests).isPositive();
    }

    @Test
    void aSegmentThatTakesAppendsHasNone() {
        put(900);
        assertThat(writer.write(0)).isFalse();
        assertThat(reader.start(header(0))).isFalse();
    }

    @Test
    void everySegmentThatIsSealedComesUpOnce() {
        int written = 0;
        while (!isSealed(9)) {
            put(900);
            if (writer.step(4000)) written++;
        }
        while (writer.step(SEGMENT)) written++;
        int digests = 0;
        for (int segment = 0; segment < 10; segment++) if (reader.start(header(segment))) digests++;
        assertThat(written).isEqualTo(digests).isEqualTo(10);
    }

    @Test
    void aStepReadsAboutItsBudget() {
        while (!isSealed(0)) put(900);
        int steps = 1;
        while (!writer.step(8000)) steps++;
        assertThat(steps).isBetween(SEGMENT / 9000, SEGMENT / 8000);
        assertThat(reader.start(header(0))).isTrue();
    }

    @Test
    void whatIsUsedAgainMeanwhileGetsNone() {
        while (!isSealed(0)) put(900);
        assertThat(writer.step(8000)).isFalse();
        log.segments().set(0, SegmentTable.Use.FREE);
        for (int step = 0; step < 20; step++) assertThat(writer.step(8000)).isFalse();
        assertThat(reader.start(header(0))).isFalse();
    }

    @Test
    void aFullLogLeavesNoRoomForThem() {
        while (!isSealed(0)) put(900);
        writer.write(0); // so that there would be room
        for (int segment = 0; segment < 16; segment++) log.live().add(segment, SEGMENT * 9 / 10);
        while (!isSealed(3)) {
            put(900);
            assertThat(writer.step(SEGMENT)).isFalse();
        }
        assertThat(padBytes(3)).isLessThan(1000);
    }

    @Test
    void whatCannotBeReadGetsNone() {
        while (!isSealed(0)) put(900);
        bytes[(int) log.superblock().base(0) + 50_000] ^= 1;
        for (int step = 0; step < 20; step++) assertThat(writer.step(8000)).isFalse();
        assertThat(reader.start(header(0))).isFalse();
    }

    @Test
    void whereOneSegmentHadNoRoomTheNextOnesHaveSome() {
        while (!isSealed(0)) put(1000); // ends where the next does not fit
        writer.write(0);
        for (int segment = 1; segment < 5; segment++) {
            while (!isSealed(segment)) put(1000);
            assertThat(writer.write(segment)).as("segment %d", segment).isTrue();
        }
    }

    @Test
    void aSegmentOfVerySmallRecordsIsNotMadeSmaller() {
        for (int segment = 0; segment < 3; segment++) {
            while (!isSealed(segment)) put(8);
            assertThat(writer.write(segment)).isFalse();
            assertThat(padBytes(segment)).isLessThan(64);
        }
    }

    @Test
    void aFrameAsLongAsASegmentStillFits() {
        while (!isSealed(0)) put(1000);
        writer.write(0);
        put(log.maxContentBytes());
        assertThat(log.counters().openings()).isEqualTo(3);
    }

    @Test
    void noFlippedBitOfADigestPasses() {
        while (!isSealed(0)) put(900);
        assertThat(writer.write(0)).isTrue();
        var header = header(0);
        assertThat(reader.start(header)).isTrue();
        int end = (int) log.superblock().base(0) + SEGMENT;
        int from = end - (SEGMENT - (int) reader.end() - FrameLayout.BYTES);
        while (bytes[from] == 0) from++;
        for (int bit = from * 8; bit < end * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(reader.start(header)).as("bit %d", bit).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void noneOfAnotherOpeningPasses() {
        while (!isSealed(0)) put(900);
        writer.write(0);
        var now = header(0);
        for (var other :
                List.of(
                        new Header(0, now.generation() + 1, now.head(), now.life(), now.sequence(), now.firstStamp()),
                        new Header(0, now.generation(), now.head(), now.life() + 1, now.sequence(), now.firstStamp()),
                        new Header(1, now.generation(), now.head(), now.life(), now.sequence(), now.firstStamp()))) {
            assertThat(reader.start(other)).as("%s", other).isFalse();
        }
    }

    @Test
    void whatHasRottedGetsNone() {
        while (!isSealed(0)) put(900);
        bytes[(int) log.superblock().base(0) + 5000] ^= 1;
        assertThat(writer.write(0)).isFalse();
    }

    /// Segments of puts, deltas, deletes, moves and batches of several frames.
    private void fill(int segments) {
        var random = new Random(5);
        var batch = log.newBatch();
        var content = MemorySegment.ofArray(new byte[SEGMENT]);
        while (!isSealed(segments - 1)) {
            batch.clear();
            int records = random.nextInt(100) == 0 ? 3 : 1 + random.nextInt(3);
            for (int record = 0; record < records; record++) {
                long object = 1 + (long) record * 1000 + random.nextInt(RECORDS);
                switch (random.nextInt(3)) {
                    case 0 -> batch.tombstone(object);
                    case 1 -> batch.end(length(batch.beginDelta(object, 77, 400), random));
                    default -> batch.put(object, content, 0, random.nextInt(records == 3 ? 30_000 : 600));
                }
            }
            log.append(batch);
        }
    }

    private static int length(int content, Random random) {
        return content == 0 ? 0 : random.nextInt(400);
    }

    private record Found(long frame, FrameKind kind, long stamp, List<String> records) {}

    private List<Found> byDigest() {
        var all = new ArrayList<Found>();
        while (reader.nextFrame()) {
            var found = new Found(reader.frame(), reader.kind(), reader.stamp(), new ArrayList<>());
            while (reader.nextRecord()) {
                found.records()
                        .add(
                                "%s of %d at %d, %d"
                                        .formatted(
                                                reader.recordKind(),
                                                reader.object(),
                                                reader.record(),
                                                reader.footprint()));
            }
            all.add(found);
        }
        return all;
    }

    private List<Found> byFrames(int segment) {
        var scanner = new SegmentScanner(log.view(), log.superblock(), LogMemory.onHeap());
        var records = new FrameRecords();
        var all = new ArrayList<Found>();
        scanner.start(header(segment));
        while (scanner.next() instanceof Step.Frame(var at, var _, var kind)) {
            var found = new Found(at, kind, FrameLayout.stamp(log.view(), at), new ArrayList<>());
            records.start(log.view(), at);
            while (records.next()) {
                found.records()
                        .add(
                                "%s of %d at %d, %d"
                                        .formatted(
                                                records.kind(),
                                                records.object(),
                                                records.record(),
                                                records.footprint()));
            }
            all.add(found);
        }
        return all;
    }

    private long padBytes(int segment) {
        var scanner = new SegmentScanner(log.view(), log.superblock(), LogMemory.onHeap());
        scanner.start(header(segment));
        long end = scanner.position();
        while (scanner.next() instanceof Step.Frame) end = scanner.position();
        return SEGMENT - end;
    }

    private boolean isSealed(int segment) {
        return log.segments().use(segment) == SegmentTable.Use.SEALED;
    }

    private Header header(int segment) {
        var verdict = SegmentHeaders.read(log.view(), log.superblock().base(segment), log.store(), segment);
        return ((Verdict.Valid) verdict).header();
    }

    private void put(int length) {
        TestLogs.put(log, log.newObject(), new byte[length]);
    }
}
