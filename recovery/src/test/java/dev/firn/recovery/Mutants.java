package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;

import dev.firn.faultinjection.mutation.Change;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The mutants: for each ordering point and each guard of the protocol, a log that does without.
final class Mutants {
    private static final ClassDesc OPEN_SEGMENT = ClassDesc.of("dev.firn.log.OpenSegment");
    private static final MethodTypeDesc COMPLETED =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);

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
                            "lost over two segments",
                            "3",
                            "takes segments behind an ended head",
                            "HeadChain",
                            "of",
                            "HeadChain",
                            "cutStale"),
                    OrderingPoint.R2.dropped("left in caches", "4", "does not write again what it accepts"),
                    OrderingPoint.R1.dropped(
                            "killed anywhere", "4", "does not write the superblock again that it accepts"),
                    OrderingPoint.R7.dropped("killed anywhere", "4", "only seems to write the superblock again"),
                    OrderingPoint.R3.dropped("killed anywhere", "4", "overwrites before what it accepts is durable"),
                    OrderingPoint.R6.dropped("opened for another", "4", "does not drain before it serves"),
                    answering("stamps", "5", "ignores commit stamps", "FrameLayout", "stamp", 7),
                    answering("parts", "5", "takes batches with missing parts", "Replay", "isComplete", 1),
                    OrderingPoint.T1.dropped("segments used again", "5", "frees segments without saying so"),
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
