package dev.firn.recovery;

import static dev.firn.recovery.Mutant.answering;
import static dev.firn.recovery.Mutant.replacing;

import dev.firn.faultinjection.mutation.Change;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Mistakes of the cleaner, each found by a check made for it: [CleaningRules].
final class CleaningMutants {
    private static final ClassDesc CLEANER = ClassDesc.of("dev.firn.log.Cleaner");
    private static final ClassDesc MOVE = ClassDesc.of("dev.firn.log.Move");
    private static final MethodTypeDesc INSTALL = MethodTypeDesc.of(ConstantDescs.CD_int, MOVE);

    static final List<Mutant> ALL =
            List.of(
                    answering(
                                    "rot in a chain",
                                    "6",
                                    "copies chains that nobody has checked",
                                    "Cleaner",
                                    "isVerified",
                                    1)
                            .at(OrderingPoint.X1),
                    answering("rot in a victim", "6", "copies what has rotted", "SegmentScanner", "checksumHolds", 1),
                    new Mutant(
                                    "copies that are not durable",
                                    "6",
                                    "installs copies before they are durable",
                                    "Cleaner",
                                    "finish",
                                    new Change.Begin(code ->
                                            code.aload(0)
                                                    .iconst_1()
                                                    .putfield(CLEANER, "durable", ConstantDescs.CD_boolean)))
                            .at(OrderingPoint.X2),
                    replacing(
                                    "changed since it was copied",
                                    "6",
                                    "installs copies over what has changed since",
                                    "Move",
                                    "install",
                                    "MappingTable",
                                    "raw",
                                    code ->
                                            code.pop2()
                                                    .pop()
                                                    .aload(0)
                                                    .getfield(MOVE, "copied", ConstantDescs.CD_long.arrayType())
                                                    .iload(5)
                                                    .laload())
                            .at(OrderingPoint.X3),
                    replacing(
                                    "left by a walk",
                                    "6",
                                    "empties a segment in which something is left",
                                    "Cleaner",
                                    "finish",
                                    "Cleaner",
                                    "install",
                                    code -> code.invokevirtual(CLEANER, "install", INSTALL).pop().iconst_0())
                            .at(OrderingPoint.X4),
                    replacing(
                            "the base of a chain",
                            "6",
                            "takes the base of a chain for garbage",
                            "Cleaner",
                            "isNeeded",
                            "Records",
                            "before",
                            code -> code.pop().pop2().pop().lconst_0()),
                    answering("deleted", "6", "moves what was deleted", "Cleaner", "isNeeded", 1),
                    answering(
                            "tombstones that hide something",
                            "7",
                            "drops tombstones early",
                            "SegmentTable",
                            "oldestOpening",
                            1 << 30),
                    answering(
                            "tombstones that go",
                            "7",
                            "keeps tombstones for ever",
                            "SegmentTable",
                            "oldestOpening",
                            0));

    private CleaningMutants() {}
}
