package dev.firn.heap.check;

import dev.firn.heap.check.CheckListener.Phase;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.format.Feature;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What a full scan of a file finds, damaged or not: the segments that count, all whole frames in them, and of each
/// object the newest version. Takes about a fiftieth of the file in memory, and 24 bytes an object.
final class Survey {
    final View view;
    final Superblock superblock;
    final Newest newest = new Newest();
    private final Findings findings;
    private final CheckListener listener;
    private final int threads;
    private boolean cleaned;
    private List<SegmentSurvey> all = List.of();
    private List<SegmentSurvey> kept = List.of();
    private final Map<Integer, SegmentSurvey> byNumber = new HashMap<>();

    private Survey(Region region, Superblock superblock, Findings findings, CheckListener listener, int threads) {
        this.view = region.view();
        this.superblock = superblock;
        this.findings = findings;
        this.listener = listener;
        this.threads = threads;
    }

    /// Scans the store in `region`; null when there is none.
    static Survey of(Region region, Findings findings, CheckListener listener, int threads) {
        var superblock = new Superblocks(region, findings).read();
        if (superblock == null) return null;
        findings.geometry(superblock);
        var survey = new Survey(region, superblock, findings, listener, threads);
        survey.run();
        return survey;
    }

    /// Whether segments may have been emptied and used again, so that their numbers have gaps.
    private boolean isCleaned(List<Header> headers) {
        return hasCheckpoint(0) || hasCheckpoint(1) || headers.stream().anyMatch(h -> h.head() >= Log.FIRST_CLASS_HEAD);
    }

    private boolean hasCheckpoint(int slot) {
        long at = SuperblockLayout.slot(slot);
        boolean had = (SuperblockLayout.incompatible(view, at) & Feature.CHECKPOINT.mask()) != 0;
        return SuperblockLayout.hasMagic(view, at) && (had || SuperblockLayout.checkpoint(view, at) != 0);
    }

    private void run() {
        var headers = new SegmentHeads(view, superblock, findings).read();
        long lastLife = headers.stream().mapToLong(Header::life).reduce(superblock.life(), Math::max) + 1;
        var found = new ConcurrentHashMap<Integer, SegmentSurvey>();
        inParallel(
                Phase.FRAMES,
                headers,
                () -> new SegmentWalk(view, superblock, lastLife, findings),
                (walk, header) -> found.put(header.segment(), walk.run(header)));
        all = new ArrayList<>(new TreeMap<>(found).values());
        cleaned = isCleaned(headers);
        kept = new Heads(superblock, cleaned, findings).judge(all);
        kept.forEach(survey -> byNumber.put(survey.header.segment(), survey));
        lives();
        readRecords(new Stamps(view, kept, findings));
    }

    /// A life begins with its superblock and its frames at once, in any order; nothing is stored in it before both are
    /// durable.
    private void lives() {
        for (var survey : kept) {
            if (survey.servedLife <= superblock.life()) continue;
            findings.add(
                    FindingKind.SUPERBLOCK_LIFE,
                    SuperblockLayout.slot((int) (superblock.sequence() & 1)),
                    "at least that of segment %d, %d".formatted(survey.header.segment(), survey.servedLife),
                    "" + superblock.life());
            return;
        }
    }

    private void readRecords(Stamps stamps) {
        stamps.check();
        var parts = new Parts(view, cleaned, findings);
        inParallel(
                Phase.RECORDS,
                kept,
                () -> new RecordWalk(view, newest, findings),
                (walk, survey) -> readRecords(walk, survey, parts));
        var walk = new RecordWalk(view, newest, findings);
        for (long frame : parts.whole(stamps::isFollowed)) walk.take(at(frame), frame, FrameKind.PART);
    }

    private void readRecords(RecordWalk walk, SegmentSurvey survey, Parts parts) {
        for (int i = 0; i < survey.frames(); i++) {
            long frame = survey.frame(i);
            var kind = FrameKind.of(FrameLayout.kindCode(view, frame)).orElseThrow();
            switch (kind) {
                case BATCH, MOVE, CHECKPOINT -> walk.take(survey, frame, kind);
                case PART -> parts.add(frame);
                case LIFE, PAD -> {}
            }
        }
    }

    private <W, T> void inParallel(Phase phase, List<T> items, Supplier<W> worker, BiConsumer<W, T> work) {
        new Parallel(listener, phase, superblock.segmentBytes(), threads).run(items, worker, work);
    }

    /// The segments that count.
    List<SegmentSurvey> kept() {
        return kept;
    }

    /// All segments that were ever opened.
    List<SegmentSurvey> all() {
        return all;
    }

    /// The segment that counts and holds `address`, or null.
    SegmentSurvey at(long address) {
        if (address < superblock.base(0) || address >= superblock.regionBytes()) return null;
        return byNumber.get((int) ((address - superblock.base(0)) / superblock.segmentBytes()));
    }

    /// Whether a record of a whole frame begins at `address`.
    boolean isRecord(long address) {
        var survey = at(address);
        return survey != null && survey.isRecord(address);
    }

    /// The commit stamp of the record at `address`.
    long commit(long address) {
        return kind(address).isMoved()
                ? RecordLayout.stamp(view, address)
                : FrameLayout.stamp(view, at(address).frameOf(address));
    }

    RecordKind kind(long record) {
        return RecordKind.of(RecordLayout.kindCode(view, record)).orElseThrow();
    }

    long object(long record) {
        return RecordLayout.object(view, record);
    }

    int length(long record) {
        return RecordLayout.length(view, record);
    }

    long content(long record) {
        return record + RecordLayout.headBytes(kind(record));
    }

    int footprint(long record) {
        return RecordLayout.footprint(kind(record), length(record));
    }

    /// The mapping entry of the version at `record`.
    long entry(long record) {
        int bytes = footprint(record);
        return kind(record) == RecordKind.DELTA ? Entry.change(record, bytes) : Entry.of(record, bytes);
    }

    byte[] bytes(long at, int length) {
        var bytes = new byte[length];
        view.copyTo(at, MemorySegment.ofArray(bytes), 0, length);
        return bytes;
    }
}
