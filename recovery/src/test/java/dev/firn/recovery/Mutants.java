package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;

import dev.firn.recovery.Mutant.Change;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The mutants: for each ordering point and each guard of the protocol, a log that does without.
final class Mutants {
    static final List<Mutant> ALL =
            List.of(
                    dropping(
                            "single records", "1", "acknowledges without a drain", "Head", "settle", "Region", "drain"),
                    dropping("rotation", "1", "opens a segment without a drain", "Head", "drainPad", "Region", "drain"),
                    new Mutant(
                            "slow writer",
                            "1",
                            "does not wait for earlier bytes of its head",
                            "Head",
                            "complete",
                            completed()),
                    answering(
                            "lost over two segments",
                            "1",
                            "does not wait for the segment before",
                            "OpenSegment",
                            "isWhollyStable",
                            1),
                    dropping("single records", "1", "leaves the frame out", "Head", "write", "Region", "write"),
                    dropping(
                            "single records",
                            "1",
                            "leaves the segment's head out",
                            "SegmentHeaders",
                            "write",
                            "Region",
                            "write"),
                    dropping(
                            "rotation",
                            "1",
                            "leaves the rest of a full segment open",
                            "Head",
                            "sealAndOpen",
                            "ControlFrames",
                            "pad"),
                    new Mutant(
                            "single records",
                            "1",
                            "writes both superblocks to one place",
                            "SuperblockLayout",
                            "slot",
                            zeroInt(0)),
                    dropping(
                            "reopen and kill",
                            "1",
                            "goes on before a superblock is durable",
                            "SuperblockSlots",
                            "write",
                            "Region",
                            "drain"),
                    dropping(
                            "cut after growth",
                            "1",
                            "grows without saying so",
                            "Log",
                            "growTo",
                            "SuperblockSlots",
                            "write"),
                    dropping("format", "1", "leaves the superblock out", "SuperblockSlots", "write", "Region", "write"),
                    dropping(
                            "format",
                            "3",
                            "leaves old segments in a new store",
                            "Log",
                            "format",
                            "SegmentHeaders",
                            "wipe"),
                    dropping(
                            "format",
                            "3",
                            "leaves old superblocks in a new store",
                            "Log",
                            "format",
                            "SuperblockSlots",
                            "wipe"),
                    dropping(
                            "format",
                            "3",
                            "wipes segments before superblocks are gone",
                            "SuperblockSlots",
                            "wipe",
                            "Region",
                            "drain"),
                    answering(
                            "single records",
                            "2",
                            "takes every checksum for good",
                            "SegmentScanner",
                            "checksumHolds",
                            1),
                    new Mutant(
                            "damage below stable",
                            "2",
                            "does not say what was durable",
                            "FrameLayout",
                            "put",
                            zeroLong(10)),
                    answering(
                            "damage below stable", "2", "takes damage for a torn end", "HeadChain", "durableBeyond", 0),
                    answering(
                            "damage below stable",
                            "2",
                            "does not look behind a break",
                            "SegmentScanner",
                            "stableBehind",
                            0),
                    answering(
                            "damage in a closed store",
                            "2",
                            "forgets where it was closed",
                            "HeadChain",
                            "closedEnd",
                            0),
                    dropping(
                            "damage in a closed store",
                            "2",
                            "stores no ends when it closes",
                            "Log",
                            "close",
                            "SuperblockSlots",
                            "write"),
                    new Mutant(
                            "misplaced frames",
                            "2",
                            "leaves the whole prefix out of checksums",
                            "PrefixLayout",
                            "put",
                            new Change.Body(CodeBuilder::return_)),
                    new Mutant(
                            "misplaced frames",
                            "2",
                            "leaves the place out of checksums",
                            "PrefixLayout",
                            "put",
                            zeroLong(6)),
                    new Mutant(
                            "misplaced frames",
                            "2",
                            "leaves the segment out of checksums",
                            "PrefixLayout",
                            "put",
                            zeroInt(4)),
                    new Mutant(
                            "lost and found",
                            "3",
                            "leaves the life out of checksums",
                            "PrefixLayout",
                            "put",
                            zeroLong(2)),
                    new Mutant(
                            "segments used again",
                            "3",
                            "leaves the generation out of checksums",
                            "PrefixLayout",
                            "put",
                            zeroInt(5)),
                    answering(
                            "segments used again",
                            "3",
                            "does not count generations",
                            "SegmentTable",
                            "nextGeneration",
                            1),
                    dropping(
                            "single records",
                            "3",
                            "writes no superblock for a new life",
                            "Recovery",
                            "beginLife",
                            "SuperblockSlots",
                            "write"),
                    dropping(
                            "single records",
                            "3",
                            "writes no control frames",
                            "ControlFrames",
                            "write",
                            "Region",
                            "write"),
                    dropping(
                            "lost and found",
                            "3",
                            "writes no life frame",
                            "Recovery",
                            "beginLife",
                            "ControlFrames",
                            "life"),
                    answering("numbers", "3", "uses the same life again", "Recovery", "lastLife", 1),
                    answering("numbers", "3", "begins stamps anew in each life", "Tally", "lastStamp", 0),
                    dropping(
                            "lost over two segments",
                            "3",
                            "takes segments behind an ended head",
                            "HeadChain",
                            "of",
                            "HeadChain",
                            "cutStale"),
                    dropping(
                            "left in caches",
                            "4",
                            "does not write again what it accepts",
                            "Recovery",
                            "beginLife",
                            "Durable",
                            "rewrite"),
                    dropping(
                            "left in caches",
                            "4",
                            "does not drain before it serves",
                            "Recovery",
                            "beginLife",
                            "Region",
                            "drain"),
                    answering("stamps", "5", "ignores commit stamps", "FrameLayout", "stamp", 7),
                    answering("parts", "5", "takes batches with missing parts", "Replay", "isComplete", 1),
                    dropping(
                            "segments used again",
                            "5",
                            "frees segments without saying so",
                            "EntryLog",
                            "trim",
                            "Log",
                            "append"),
                    answering("failed sync", "13", "goes on after a failed sync", "Log", "requireHealthy", 0));

    private Mutants() {}

    private static Change zeroInt(int slot) {
        return new Change.ZeroInt(slot);
    }

    private static Change zeroLong(int slot) {
        return new Change.ZeroLong(slot);
    }

    /// `segment.completed(from, to)` and no loop before it.
    private static Change completed() {
        var type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);
        return new Change.Body(code ->
                code.aload(1)
                        .lload(2)
                        .lload(4)
                        .invokevirtual(ClassDesc.of("dev.firn.log.OpenSegment"), "completed", type)
                        .return_());
    }
}
