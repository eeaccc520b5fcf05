package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;

import dev.firn.faultinjection.mutation.Change;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Consumer;

/// The mutants: for each ordering point and each guard of the protocol, a log that does without.
final class Mutants {
    private static final ClassDesc OPEN_SEGMENT = ClassDesc.of("dev.firn.log.OpenSegment");
    private static final MethodTypeDesc COMPLETED =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);

    private static final ClassDesc REGION = ClassDesc.of("dev.firn.pmem.Region");
    private static final ClassDesc SUPERBLOCK = ClassDesc.of("dev.firn.log.format.SuperblockLayout");
    private static final ClassDesc FRAME = ClassDesc.of("dev.firn.log.format.FrameLayout");
    private static final ClassDesc UUID = ClassDesc.of("java.util.UUID");
    private static final ClassDesc UNKNOWN = ClassDesc.of("dev.firn.log.OutcomeUnknownException");
    private static final MethodTypeDesc PLAIN = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc SLOT = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int);
    private static final MethodTypeDesc COUNT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ClassDesc.of("dev.firn.pmem.View"), ConstantDescs.CD_long);
    private static final MethodTypeDesc TWO_LONGS =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);
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
                                    new Change.ReplaceCalls("Head", "settle", Mutants::completeWithoutDrain))
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
                                    new Change.Body(Mutants::sealAndReturn))
                            .at(OrderingPoint.C1),
                    OrderingPoint.F4.dropped("format", "1", "says that a store is made when it is not"),
                    OrderingPoint.F5.dropped("format", "3", "only seems to wipe old superblocks"),
                    OrderingPoint.F6.dropped("format", "3", "only seems to wipe old segments"),
                    OrderingPoint.R8.dropped("left in caches", "4", "drains what it did not write again"),
                    OrderingPoint.W1.dropped("single records", "1", "leaves the frame out"),
                    OrderingPoint.O5.dropped("single records", "1", "leaves the segment's head out"),
                    OrderingPoint.O3.dropped("rotation", "1", "leaves the rest of a full segment open"),
                    new Mutant(
                            "single records",
                            "1",
                            "writes both superblocks to one place",
                            "SuperblockLayout",
                            "slot",
                            zeroInt(0)),
                    OrderingPoint.S2.dropped("reopen and kill", "1", "goes on before a superblock is durable"),
                    OrderingPoint.G2.dropped("cut after growth", "1", "grows without saying so"),
                    OrderingPoint.S1.dropped("format", "1", "leaves the superblock out"),
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
                    OrderingPoint.P1.dropped("checkpoints", "14", "does not take the dirty bits"),
                    OrderingPoint.P2.dropped("checkpoints", "14", "leaves the blocks of a checkpoint out"),
                    OrderingPoint.P3.dropped("checkpoints", "14", "completes a checkpoint that nobody names"),
                    OrderingPoint.P4.dropped("checkpoints", "14", "loses dirty bits"),
                    new Mutant(
                            "overtaken by a checkpoint",
                            "14",
                            "begins the tail behind commits that are not installed",
                            "Head",
                            "restartPoint",
                            new Change.Begin(code -> code.loadConstant(-1L).lstore(1))),
                    dropping(
                            "overtaken by a checkpoint",
                            "14",
                            "does not name segments of its own tail",
                            "SegmentTable",
                            "holdsTail",
                            "List",
                            "add"),
                    dropping(
                            "checkpoints",
                            "14",
                            "does not name segments opened since the capture",
                            "SegmentTable",
                            "noteOpening",
                            "List",
                            "add"),
                    answering("cleaning", "6", "empties what nobody has installed elsewhere", "Cleaner", "install", 0)
                            .at(OrderingPoint.X2),
                    replacing(
                                    "cleaning beside a reader",
                                    "6",
                                    "frees a segment that somebody reads",
                                    "Cleaner",
                                    "release",
                                    "Cleaner$Owner",
                                    "oldestEpoch",
                                    code -> code.pop().loadConstant(Long.MAX_VALUE))
                            .at(OrderingPoint.X5),
                    answering(
                            "cleaning over lives",
                            "6",
                            "empties a part of a batch alone",
                            "Victims",
                            "addNeighbours",
                            1),
                    replacing(
                            "cleaning",
                            "5",
                            "loses the commit stamp of what was moved",
                            "SegmentReader",
                            "frame",
                            "FrameRecords",
                            "stamp",
                            code -> code.pop().lconst_0()),
                    new Mutant(
                            "cleaning over lives",
                            "14",
                            "opens segments that no checkpoint has named",
                            "SegmentTable",
                            "mayOpen",
                            new Change.Body(Mutants::isFree)),
                    dropping(
                            "cleaning over lives",
                            "7",
                            "forgets what free segments hold",
                            "Segments",
                            "table",
                            "List",
                            "forEach"),
                    dropping(
                            "a checkpoint that is given up",
                            "14",
                            "does not give captured bits back",
                            "Checkpointer",
                            "giveUp",
                            "MappingTable",
                            "giveBack"),
                    dropping("checkpoints", "14", "forgets the tail", "MappingTable", "load", "Overlay", "forEach"),
                    new Mutant(
                            "checkpoints",
                            "14",
                            "lets older runs hide newer ones",
                            "Runs",
                            "fill",
                            new Change.ReplaceCalls("List", "reversed", _ -> {})),
                    OrderingPoint.R6.dropped("opened for another", "4", "does not drain before it serves"),
                    answering("stamps", "5", "ignores commit stamps", "FrameLayout", "stamp", 7),
                    answering("parts", "5", "takes batches with missing parts", "Replay", "isComplete", 1),
                    OrderingPoint.T1.dropped("segments used again", "5", "frees segments without saying so"),
                    OrderingPoint.D1.dropped("digests", "cost", "leaves digests out"),
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
                            zeroInt(5)),
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
                                            .i2l()),
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

    private Mutants() {}

    private static Mutant replacing(
            String killer,
            String rule,
            String what,
            String type,
            String method,
            String owner,
            String called,
            Consumer<CodeBuilder> instead) {
        return new Mutant(killer, rule, what, type, method, new Change.ReplaceCalls(owner, called, instead));
    }

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

    /// `return uses[segment] == Use.FREE`.
    private static void isFree(CodeBuilder code) {
        var table = ClassDesc.of("dev.firn.log.SegmentTable");
        var use = ClassDesc.of("dev.firn.log.SegmentTable$Use");
        code.aload(0).getfield(table, "uses", use.arrayType()).iload(1).aaload();
        code.getstatic(use, "FREE", use);
        code.ifThenElse(Opcode.IF_ACMPEQ, same -> same.iconst_1().ireturn(), other -> other.iconst_0().ireturn());
    }

    private static Change zeroInt(int slot) {
        return new Change.ZeroInt(slot);
    }

    private static Change zeroLong(int slot) {
        return new Change.ZeroLong(slot);
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
