package dev.firn.heap.check;

import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentTable.Named;
import dev.firn.log.checkpoint.CheckpointAudit;
import dev.firn.log.checkpoint.CheckpointAudit.State;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentStateLayout;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Compares what the newest checkpoint says of segments with their heads, and looks at all its blocks. That its pairs
/// are right is found by [MappingCheck], since recovery goes by them.
final class CheckpointCheck implements CheckpointAudit.Listener {
    private static final long UNKNOWN = Long.MIN_VALUE / 2;

    private final Survey survey;
    private final Findings findings;
    private final Map<Integer, Header> headers = new HashMap<>();
    private final BitSet said = new BitSet();
    private Checkpointed log;
    private int lost;
    private boolean isFirstLost;

    /// In all segments but those of checkpoints.
    private long live;

    /// Of segments from here on the checkpoint says nothing: they were cut off by it, or are new since.
    private int segments = Integer.MAX_VALUE;

    CheckpointCheck(Survey survey, Findings findings) {
        this.survey = survey;
        this.findings = findings;
        survey.all().forEach(segment -> headers.put(segment.header.segment(), segment.header));
    }

    void run() {
        var first = Manifest.read(survey.view, survey.superblock);
        if (first.isEmpty()) segments = 0;
        else begin(first.get());
        var manifest = new CheckpointAudit(survey.view, survey.superblock, this).run();
        manifest.ifPresent(found -> {
            found.named().forEach(named -> named(named, found.life()));
            var at = survey.superblock.checkpoint();
            new ManifestCheck(survey, findings, found, isFirstLost ? at.copy() : at.address(), log).run(live);
            if (live >= 0) unsaid(found);
        });
    }

    private void begin(Manifest manifest) {
        segments = manifest.segmentCount();
        log = new Checkpointed(survey, manifest);
    }

    /// What the checkpoint does not speak of is not used, to an opening.
    private void unsaid(Manifest manifest) {
        for (int segment : log.shown().keySet()) {
            if (said.get(segment) || segment >= segments) continue;
            findings.add(
                    FindingKind.CHECKPOINT_SEGMENT,
                    manifest.segmentBlocks().isEmpty() ? -1 : manifest.segmentBlocks().getLast(),
                    "something about segment %d, which is in use".formatted(segment),
                    "nothing");
        }
    }

    @Override
    public void copyLost(long address) {
        lost++;
        isFirstLost |= address == survey.superblock.checkpoint().address();
        findings.add(
                lost == 2 ? FindingKind.CHECKPOINT_LOST : FindingKind.CHECKPOINT_COPY,
                address,
                "a copy of the manifest of the checkpoint",
                "something else");
    }

    @Override
    public void copiesDiffer(long address) {
        findings.add(
                FindingKind.CHECKPOINT_COPY, address, "what the first copy of the manifest says", "something else");
    }

    @Override
    public void blockLost(CorruptLogException why) {
        live = UNKNOWN;
        findings.add(
                FindingKind.CHECKPOINT_BLOCK,
                why.at(),
                "a whole block of the checkpoint",
                String.valueOf(why.getMessage()));
    }

    /// A segment may have been opened since, but never less often; and of the same opening both say the same.
    @Override
    public void state(State state) {
        if (!Log.isOfCheckpoints(state.head())) live += state.live();
        if (state.segment() >= 0) said.set(state.segment());
        if (state.segment() >= segments) return;
        var header = headers.get(state.segment());
        int generation = header == null ? 0 : header.generation();
        if (state.live() < 0 || state.live() > survey.superblock.segmentBytes()) {
            wrong(state, "at most a segment of live bytes", state.live() + " bytes");
        }
        if (header == null && state.isFree()) return; // its head was removed when it was dropped
        if (state.generation() > generation) {
            wrong(state, "at most generation " + generation, "generation " + state.generation());
        }
        if (header == null || state.generation() != generation) return;
        contents(state);
        boolean same =
                state.head() == header.head()
                        && state.sequence() == header.sequence()
                        && state.firstStamp() == header.firstStamp();
        if (!same) wrong(state, "what its head says, " + header, "" + state);
    }

    /// What is shown there was live at the capture; where less was counted, the cleaner finds out. But a segment that
    /// is not known to be used, or to hold a part of a batch, would be written over too early.
    private void contents(State state) {
        long shown = log.shown().getOrDefault(state.segment(), 0L);
        if (state.live() < shown) {
            String least = "at least %d live bytes in segment %d".formatted(shown, state.segment());
            findings.add(FindingKind.CHECKPOINT_LIVE, state.address(), least, state.live() + " bytes");
        }
        if (state.isFree() && shown > 0) wrong(state, "that it is used", "that it is free");
        boolean isPartUnsaid = shown > 0 && holdsPart(state) && !hasParts(state);
        if (isPartUnsaid) wrong(state, "that a part of a batch is there", "nothing of that");
    }

    private boolean hasParts(State state) {
        var block = MemorySegment.ofArray(new byte[RecordLayout.length(survey.view, state.address())]);
        survey.view.copyTo(state.address() + RecordLayout.BYTES, block, 0, block.byteSize());
        return SegmentStateLayout.hasParts(block, state.segment() - BlockLayout.index(block));
    }

    private boolean holdsPart(State state) {
        var segment = survey.at(survey.superblock.base(state.segment()));
        for (int i = 0; segment != null && i < segment.frames(); i++) {
            long frame = segment.frame(i);
            boolean isPart = FrameLayout.kindCode(survey.view, frame) == FrameKind.PART.code();
            if (isPart && log.isBefore(frame)) return true;
        }
        return false;
    }

    private void wrong(State state, String expected, String found) {
        findings.add(
                FindingKind.CHECKPOINT_SEGMENT,
                state.address(),
                "of segment %d %s".formatted(state.segment(), expected),
                found);
    }

    /// It is opened once at most before the next checkpoint, and once more in each life that lost what was opened
    /// before: the head had ended before it.
    private void named(Named named, long life) {
        var header = headers.get(named.segment());
        if (header == null && named.generation() == 0 || named.segment() >= survey.superblock.segmentCount()) return;
        int generation = header == null ? 0 : header.generation();
        int since = generation - named.generation();
        if (header == null) return;
        long most = 1 + Math.max(0, header.life() - life);
        if (since >= 0 && since <= most) return;
        findings.add(
                FindingKind.CHECKPOINT_NAMED,
                survey.superblock.base(named.segment()),
                "generation %d, or at most %d more".formatted(named.generation(), most),
                "generation " + generation);
    }
}
