package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.dropping;
import static dev.firn.recovery.Mutant.replacing;

import dev.firn.faultinjection.mutation.Change;
import java.util.List;

/// Mistakes in checkpoints, and in making room.
final class RoomMutants {
    static final List<Mutant> ALL =
            List.of(
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
                            "SegmentNames",
                            "holdsTail",
                            "List",
                            "add"),
                    dropping(
                            "checkpoints",
                            "14",
                            "does not name segments opened since the capture",
                            "SegmentNames",
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
                            "a part of a batch", "6", "empties a part of a batch alone", "Victims", "addNeighbours", 1),
                    replacing(
                            "cleaning",
                            "5",
                            "loses the commit stamp of what was moved",
                            "SegmentReader",
                            "frame",
                            "FrameRecords",
                            "stamp",
                            code -> code.pop().lconst_0()),
                    answering(
                            "cleaning over lives",
                            "14",
                            "opens segments that no checkpoint has named",
                            "SegmentNames",
                            "mayOpen",
                            1),
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
                            "slices",
                            "14",
                            "lets older runs hide newer ones",
                            "Runs",
                            "fill",
                            new Change.ReplaceCalls("List", "reversed", _ -> {})));

    private RoomMutants() {}
}
