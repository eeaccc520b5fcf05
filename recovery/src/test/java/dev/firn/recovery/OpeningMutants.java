package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;
import static dev.firn.recovery.Mutant.replacing;

import dev.firn.faultinjection.mutation.Change;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Mistakes in what an opening believes, and in what it leaves for the next one.
final class OpeningMutants {
    private static final ClassDesc UUID = ClassDesc.of("java.util.UUID");
    private static final MethodTypeDesc TWO_LONGS =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);

    static final List<Mutant> ALL =
            List.of(
                    OrderingPoint.F5.dropped("format", "3", "only seems to wipe old superblocks"),
                    OrderingPoint.F6.dropped("format", "3", "only seems to wipe old segments"),
                    OrderingPoint.R8.dropped("left in caches", "4", "drains what it did not write again"),
                    OrderingPoint.F3.dropped("format", "3", "leaves old segments in a new store"),
                    OrderingPoint.F1.dropped("format", "3", "leaves old superblocks in a new store"),
                    OrderingPoint.F2.dropped("format", "3", "wipes segments before superblocks are gone"),
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
                            new Change.ZeroLong(10)),
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
                    OrderingPoint.C2.dropped("damage in a closed store", "2", "stores no ends when it closes"),
                    answering(
                            "damage after an opening",
                            "2",
                            "does not say in a LIFE frame what was durable",
                            "HeadChain",
                            "knownDurable",
                            0),
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
                            new Change.ZeroLong(6)),
                    new Mutant(
                            "misplaced frames",
                            "2",
                            "leaves the segment out of checksums",
                            "PrefixLayout",
                            "put",
                            new Change.ZeroInt(4)),
                    new Mutant(
                            "lost and found",
                            "3",
                            "leaves the life out of checksums",
                            "PrefixLayout",
                            "put",
                            new Change.ZeroLong(2)),
                    new Mutant(
                            "segments used again",
                            "3",
                            "leaves the generation out of checksums",
                            "PrefixLayout",
                            "put",
                            new Change.ZeroInt(5)),
                    answering(
                            "segments used again",
                            "3",
                            "does not count generations",
                            "SegmentTable",
                            "nextGeneration",
                            1),
                    OrderingPoint.R4.dropped("single records", "3", "writes no superblock for a new life"),
                    OrderingPoint.O6.dropped("single records", "3", "writes no control frames"),
                    OrderingPoint.R5.dropped("lost and found", "3", "writes no life frame"),
                    answering("numbers", "3", "uses the same life again", "Recovery", "lastLife", 1),
                    answering("numbers", "3", "begins stamps anew in each life", "Tally", "lastStamp", 0),
                    dropping(
                            "dropped segments",
                            "3",
                            "takes segments behind an ended head",
                            "HeadChain",
                            "of",
                            "HeadChain",
                            "cutStale"),
                    OrderingPoint.R9.dropped("dropped segments", "3", "leaves the head of a dropped segment"),
                    OrderingPoint.R2.dropped("left in caches", "4", "does not write again what it accepts"),
                    OrderingPoint.R1.dropped(
                            "killed anywhere", "4", "does not write the superblock again that it accepts"),
                    OrderingPoint.R7.dropped("killed anywhere", "4", "only seems to write the superblock again"),
                    OrderingPoint.R3.dropped("killed anywhere", "4", "overwrites before what it accepts is durable"),
                    OrderingPoint.R6.dropped("opened for another", "4", "does not drain before it serves"),
                    answering("stamps", "5", "ignores commit stamps", "FrameLayout", "stamp", 7),
                    answering("parts", "5", "takes batches with missing parts", "Replay", "isComplete", 1),
                    OrderingPoint.T1.dropped("segments used again", "5", "frees segments without saying so"),
                    answering(
                            "digests of segments used again",
                            "3",
                            "takes the digest of an older opening",
                            "DigestReader",
                            "checksumHolds",
                            1),
                    new Mutant(
                            "digests of segments used again",
                            "3",
                            "leaves the generation out of digests",
                            "PrefixLayout",
                            "put",
                            new Change.ZeroInt(5)),
                    new Mutant(
                            "misplaced frames",
                            "2",
                            "leaves the store out of checksums",
                            "PrefixLayout",
                            "put",
                            new Change.Begin(code ->
                                    code.new_(UUID)
                                            .dup()
                                            .lconst_0()
                                            .lconst_0()
                                            .invokespecial(UUID, ConstantDescs.INIT_NAME, TWO_LONGS)
                                            .astore(1))),
                    replacing(
                            "large numbers",
                            "3",
                            "counts commits in 32 bits",
                            "Log",
                            "write",
                            "AtomicLong",
                            "getAndIncrement",
                            code ->
                                    code.invokevirtual(
                                                    ClassDesc.of("java.util.concurrent.atomic.AtomicLong"),
                                                    "getAndIncrement",
                                                    MethodTypeDesc.of(ConstantDescs.CD_long))
                                            .l2i()
                                            .i2l()));

    private OpeningMutants() {}
}
