package dev.firn.recovery;

import static dev.firn.recovery.Mutant.replacing;

import dev.firn.faultinjection.mutation.Change;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Mistakes in the order of a checkpoint's steps, and in what it takes for free; those of its cut among them.
final class CheckpointMutants {
    private static final ClassDesc CHECKPOINTER = ClassDesc.of("dev.firn.log.checkpoint.Checkpointer");
    private static final MethodTypeDesc BATCH = MethodTypeDesc.of(ClassDesc.of("dev.firn.log.Batch"));
    private static final MethodTypeDesc WRITE =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void,
                    ClassDesc.of("dev.firn.pmem.Region"),
                    ClassDesc.of("dev.firn.log.Superblock"));

    private static final MethodTypeDesc APPLY =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void,
                    ClassDesc.of("dev.firn.log.Overlay"),
                    ConstantDescs.CD_long,
                    ConstantDescs.CD_long,
                    ConstantDescs.CD_long,
                    ConstantDescs.CD_long);

    static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                                    "steps that are not durable",
                                    "14",
                                    "names blocks that are not durable",
                                    "Checkpointer",
                                    "step",
                                    new Change.Begin(code ->
                                            code.aload(0)
                                                    .iconst_0()
                                                    .putfield(CHECKPOINTER, "outstanding", ConstantDescs.CD_boolean)))
                            .at(OrderingPoint.P2),
                    replacing(
                                    "both copies",
                                    "14",
                                    "names a copy of the manifest that is not durable",
                                    "Checkpointer",
                                    "stepNow",
                                    "Checkpointer",
                                    "secondCopy",
                                    code ->
                                            code.invokevirtual(CHECKPOINTER, "secondCopy", BATCH)
                                                    .aload(0)
                                                    .invokevirtual(CHECKPOINTER, "name", BATCH)
                                                    .pop())
                            .at(OrderingPoint.P3),
                    replacing(
                                    "changed during a walk",
                                    "14",
                                    "writes pairs as they are, not as at the capture",
                                    "MappingTable",
                                    "captureOf",
                                    "Overlay",
                                    "find",
                                    code -> code.pop2().pop2().pop().lload(3))
                            .at(OrderingPoint.P6),
                    OrderingPoint.P7.dropped(
                            "changed during a walk", "14", "does not keep what a walk has not come to"),
                    replacing(
                            "changed during a walk",
                            "14",
                            "keeps the last version that a walk has not come to",
                            "MappingTable",
                            "install",
                            "Overlay",
                            "apply",
                            code -> code.invokestatic(ClassDesc.of("dev.firn.recovery.Careless"), "applyLast", APPLY)),
                    replacing(
                                    "its own tail is named",
                                    "14",
                                    "names segments of its own tail",
                                    "SegmentNames",
                                    "capture",
                                    "IntPredicate",
                                    "test",
                                    code -> code.pop2().iconst_1())
                            .at(OrderingPoint.P5),
                    replacing(
                                    "its own tail is cut",
                                    "14",
                                    "cuts segments of its own tail",
                                    "SegmentNames",
                                    "endAt",
                                    "BitSet",
                                    "get",
                                    code -> code.pop2().iconst_1())
                            .at(OrderingPoint.H1),
                    Mutant.answering("slices", "14", "goes without what no slice says yet", "Slices", "stillNeeded", 1),
                    Mutant.answering("slices", "14", "says a slice that it does not write", "Slice", "contains", 0),
                    OrderingPoint.H2.dropped("its own tail is cut", "14", "only seems to cut the file"),
                    replacing(
                                    "its own tail is cut",
                                    "14",
                                    "cuts when one superblock says so",
                                    "StoredSuperblock",
                                    "nameNow",
                                    "SuperblockSlots",
                                    "write",
                                    code ->
                                            code.invokestatic(
                                                    ClassDesc.of("dev.firn.recovery.Careless"), "oneOfTwo", WRITE))
                            .at(OrderingPoint.P3, OrderingPoint.H2));

    private CheckpointMutants() {}
}
