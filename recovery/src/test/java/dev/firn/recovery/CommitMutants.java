package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;
import static dev.firn.recovery.Mutant.replacing;

import dev.firn.faultinjection.mutation.Change;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Mistakes in what is written, and when: frames, segments, superblocks, growth, closing.
final class CommitMutants {
    private static final ClassDesc OPEN_SEGMENT = ClassDesc.of("dev.firn.log.OpenSegment");
    private static final MethodTypeDesc COMPLETED =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);
    private static final ClassDesc REGION = ClassDesc.of("dev.firn.pmem.Region");
    private static final ClassDesc SUPERBLOCK = ClassDesc.of("dev.firn.log.format.SuperblockLayout");
    private static final ClassDesc FRAME = ClassDesc.of("dev.firn.log.format.FrameLayout");
    private static final ClassDesc UNKNOWN = ClassDesc.of("dev.firn.log.OutcomeUnknownException");
    private static final MethodTypeDesc PLAIN = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc SLOT = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int);
    private static final MethodTypeDesc COUNT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ClassDesc.of("dev.firn.pmem.View"), ConstantDescs.CD_long);
    private static final MethodTypeDesc OF_THROWABLE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.lang.Throwable"));
    private static final MethodTypeDesc WRITE =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void,
                    REGION,
                    ConstantDescs.CD_long,
                    ClassDesc.of("java.lang.foreign.MemorySegment"),
                    ConstantDescs.CD_long,
                    ConstantDescs.CD_long);

    static final List<Mutant> ALL =
            List.of(
                    OrderingPoint.W2.dropped("single records", "1", "acknowledges without a drain"),
                    OrderingPoint.O7.dropped("rotation", "1", "opens a segment without a drain"),
                    new Mutant(
                                    "slow writer",
                                    "1",
                                    "does not wait for earlier bytes of its head",
                                    "Head",
                                    "complete",
                                    completed())
                            .at(OrderingPoint.W3),
                    answering(
                                    "lost over two segments",
                                    "1",
                                    "does not wait for the segment before",
                                    "OpenSegment",
                                    "isWhollyStable",
                                    1)
                            .at(OrderingPoint.O2),
                    new Mutant(
                                    "parts in one segment",
                                    "1",
                                    "says of a part that it is durable when it is written",
                                    "BatchParts",
                                    "write",
                                    new Change.ReplaceCalls("Head", "settle", CommitMutants::completeWithoutDrain))
                            .at(OrderingPoint.W6),
                    OrderingPoint.O1.dropped("rotation", "1", "takes appends before the segment's head is durable"),
                    OrderingPoint.O4.dropped("no next segment", "1", "leaves a pad in caches where nothing follows"),
                    OrderingPoint.G1.dropped("growth", "1", "says that it has grown when it has not"),
                    new Mutant(
                                    "closing beside a writer",
                                    "2",
                                    "closes without waiting for writers",
                                    "Head",
                                    "close",
                                    new Change.Body(CommitMutants::sealAndReturn))
                            .at(OrderingPoint.C1),
                    OrderingPoint.F4.dropped("format", "1", "says that a store is made when it is not"),
                    OrderingPoint.W1.dropped("single records", "1", "leaves the frame out"),
                    OrderingPoint.O5.dropped("single records", "1", "leaves the segment's head out"),
                    OrderingPoint.O3.dropped("rotation", "1", "leaves the rest of a full segment open"),
                    new Mutant(
                            "single records",
                            "1",
                            "writes both superblocks to one place",
                            "SuperblockLayout",
                            "slot",
                            new Change.ZeroInt(0)),
                    OrderingPoint.S2.dropped("reopen and kill", "1", "goes on before a superblock is durable"),
                    OrderingPoint.G2.dropped("cut after growth", "1", "grows without saying so"),
                    OrderingPoint.S1.dropped("format", "1", "leaves the superblock out"),
                    OrderingPoint.D1.dropped("digests", "cost", "leaves digests out"),
                    answering("failed sync", "13", "goes on after a failed sync", "Log", "requireHealthy", 0),
                    careless("single records", "1", "does not begin the write-back of a frame", "unflushed"),
                    careless("single records", "1", "leaves out the last line of a write-back", "lastLineUnflushed"),
                    careless("single records", "1", "leaves out the first line of a write-back", "firstLineUnflushed"),
                    careless("single records", "1", "rounds the length of a write-back down", "roundedDown"),
                    careless("single records", "1", "begins the write-back before it stores", "flushedBefore"),
                    careless("a commit's calls", "cost", "writes the whole region back for a frame", "allFlushed"),
                    careless("a commit's calls", "cost", "drains after each store", "drained"),
                    replacing(
                            "a commit's calls",
                            "cost",
                            "drains twice for a commit",
                            "Head",
                            "settle",
                            "Region",
                            "drain",
                            code ->
                                    code.dup()
                                            .invokeinterface(REGION, "drain", PLAIN)
                                            .invokeinterface(REGION, "drain", PLAIN)),
                    answering(
                            "reopen and kill",
                            "1",
                            "takes every superblock for whole",
                            "SuperblockSlots",
                            "crcHolds",
                            1),
                    answering(
                            "rotation",
                            "1",
                            "takes every head of a segment for whole",
                            "SegmentHeaders",
                            "crcHolds",
                            1),
                    replacing(
                            "reopen and kill",
                            "1",
                            "always writes the first slot",
                            "SuperblockSlots",
                            "put",
                            "SuperblockLayout",
                            "slot",
                            code -> code.pop().iconst_0().invokestatic(SUPERBLOCK, "slot", SLOT)),
                    replacing(
                            "cut after growth",
                            "1",
                            "goes by the older superblock",
                            "SuperblockChoice",
                            "newest",
                            "Superblock",
                            "sequence",
                            code ->
                                    code.invokevirtual(
                                                    ClassDesc.of("dev.firn.log.Superblock"),
                                                    "sequence",
                                                    MethodTypeDesc.of(ConstantDescs.CD_long))
                                            .lneg()),
                    new Mutant(
                            "single records",
                            "1",
                            "overwrites the newer superblock",
                            "Superblock",
                            "opened",
                            new Change.Constant(1L, 2L)),
                    replacing(
                            "single records",
                            "1",
                            "does not read the last record of a frame",
                            "FrameRecords",
                            "start",
                            "FrameLayout",
                            "count",
                            code -> code.invokestatic(FRAME, "count", COUNT).iconst_1().isub()),
                    new Mutant(
                            "single records",
                            "1",
                            "counts a record too few",
                            "FrameLayout",
                            "put",
                            new Change.Begin(code -> code.iinc(12, -1))),
                    dropping(
                            "lost over two segments",
                            "1",
                            "goes on behind a torn end",
                            "HeadChain",
                            "of",
                            "HeadChain",
                            "drop"),
                    replacing(
                            "rotation",
                            "1",
                            "takes a segment for a line longer",
                            "Head",
                            "open",
                            "Superblock",
                            "segmentBytes",
                            code ->
                                    code.invokevirtual(
                                                    ClassDesc.of("dev.firn.log.Superblock"),
                                                    "segmentBytes",
                                                    MethodTypeDesc.of(ConstantDescs.CD_int))
                                            .bipush(64)
                                            .iadd()),
                    new Mutant(
                            "failed sync",
                            "13",
                            "forgets that the medium failed",
                            "Log",
                            "fail",
                            new Change.Body(code ->
                                    code.new_(UNKNOWN)
                                            .dup()
                                            .aload(1)
                                            .invokespecial(UNKNOWN, ConstantDescs.INIT_NAME, OF_THROWABLE)
                                            .areturn())));

    private CommitMutants() {}

    /// The frame is stored by a method of [Careless].
    private static Mutant careless(String killer, String rule, String what, String how) {
        var careless = ClassDesc.of("dev.firn.recovery.Careless");
        return replacing(
                killer,
                rule,
                what,
                "Head",
                "write",
                "Region",
                "write",
                code -> code.invokestatic(careless, how, WRITE));
    }

    /// `segment.completed(from, to)` and no loop before it.
    private static Change completed() {
        return new Change.Body(
                code -> code.aload(1).lload(2).lload(4).invokevirtual(OPEN_SEGMENT, "completed", COMPLETED).return_());
    }

    /// In place of `head.settle(range)`: `range.segment.completed(range.from, range.to)` and `finish()`.
    private static void completeWithoutDrain(CodeBuilder code) {
        var range = ClassDesc.of("dev.firn.log.Reservation");
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local).pop();
        code.aload(local).getfield(range, "segment", OPEN_SEGMENT);
        code.aload(local).getfield(range, "from", ConstantDescs.CD_long);
        code.aload(local).getfield(range, "to", ConstantDescs.CD_long);
        code.invokevirtual(OPEN_SEGMENT, "completed", COMPLETED);
        code.aload(local).getfield(range, "segment", OPEN_SEGMENT);
        code.invokevirtual(OPEN_SEGMENT, "finish", MethodTypeDesc.of(ConstantDescs.CD_boolean)).pop();
    }

    /// `return new Superblock.End(current.id, current.seal())`, and no waiting in between.
    private static void sealAndReturn(CodeBuilder code) {
        var head = ClassDesc.of("dev.firn.log.Head");
        var end = ClassDesc.of("dev.firn.log.Superblock$End");
        code.aload(0).getfield(head, "current", OPEN_SEGMENT).astore(1);
        code.new_(end).dup();
        code.aload(1).getfield(OPEN_SEGMENT, "id", ConstantDescs.CD_int);
        code.aload(1).invokevirtual(OPEN_SEGMENT, "seal", MethodTypeDesc.of(ConstantDescs.CD_long));
        code.invokespecial(
                end,
                ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_long));
        code.areturn();
    }
}
