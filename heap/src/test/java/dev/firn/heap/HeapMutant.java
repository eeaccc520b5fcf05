package dev.firn.heap;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A way to break the heap at one of its ordering points.
///
/// @param point that it does without, or too late
/// @param rule of the protocol that it breaks
/// @param what it does, in a few words
/// @param killer the check, of [HeapChecks], that finds it
/// @param changes what the code does in place of calls, whose arguments it has pushed
record HeapMutant(
        HeapPoint point, String rule, String what, String killer, Map<HeapPoint, Consumer<CodeBuilder>> changes) {
    /// The call is left out; what it would have returned is zero or null.
    static final Consumer<CodeBuilder> NOTHING = _ -> {};

    private static final ClassDesc LATE = ClassDesc.of("dev.firn.heap.LateDrain");
    private static final ClassDesc LOG = ClassDesc.of("dev.firn.log.Log");
    private static final ClassDesc BATCH = ClassDesc.of("dev.firn.log.Batch");
    private static final ClassDesc VERSIONS = ClassDesc.of("dev.firn.heap.tree.Versions");
    private static final ClassDesc COMMITTER = ClassDesc.of("dev.firn.heap.Committer");
    private static final ClassDesc MAP = ClassDesc.of("java.util.Map");
    private static final ClassDesc SUPPLIER = ClassDesc.of("java.util.function.Supplier");

    static final List<HeapMutant> ALL =
            List.of(
                    new HeapMutant(
                            HeapPoint.A1,
                            "1",
                            "installs before a drain",
                            "alone",
                            Map.of(HeapPoint.A1, HeapMutant::appendLate, HeapPoint.W4, HeapMutant::installEarly)),
                    leavingOut(HeapPoint.W4, "1", "does not install what it has committed", "alone"),
                    leavingOut(HeapPoint.A2, "1", "installs groups before a drain", "groups"),
                    leavingOut(HeapPoint.A3, "9", "returns before its group is installed", "groups"),
                    leavingOut(HeapPoint.W5, "9", "returns what it has read, durable or not", "reader of a group"),
                    leavingOut(HeapPoint.A4, "1", "shows others what is not durable", "reader of a group"),
                    leavingOut(HeapPoint.A5, "9", "returns before others see what it has read", "reader of a group"),
                    changing(HeapPoint.L1, "forgets parts of large values", "large values", HeapMutant::later),
                    leavingOut(HeapPoint.V1, "9", "forgets old versions", "snapshot"),
                    leavingOut(HeapPoint.V2, "9", "forgets old versions in groups", "snapshot of groups"),
                    leavingOut(
                            HeapPoint.K1, "1", "names a collection that is not there", "collections after a reopening"),
                    leavingOut(HeapPoint.K2, "1", "gives away what is not durable", "new collection in a transaction"),
                    leavingOut(HeapPoint.K3, "9", "creates a collection twice", "catalogue"),
                    changing(HeapPoint.K4, "opens a collection twice", "catalogue", HeapMutant::put),
                    changing(HeapPoint.K5, "opens again what is open", "catalogue", HeapMutant::put),
                    changing(HeapPoint.D1, "reads and sets apart", "references", HeapMutant::runPlain),
                    leavingOut(HeapPoint.E1, "13", "goes on after a failed sync", "failed sync"),
                    leavingOut(HeapPoint.U1, "cost", "leaves digests out", "digests"),
                    leavingOut(HeapPoint.U2, "6", "installs copies that nobody has drained", "steps alone"),
                    changing(
                            HeapPoint.U3,
                            "6",
                            "installs copies before their drain",
                            "steps of a group",
                            HeapMutant::stepEarly),
                    leavingOut(HeapPoint.U4, "6", "forgets the step of a refused commit", "refused beside a step"),
                    changing(
                            HeapPoint.U5,
                            "14",
                            "begins a tail behind a commit that is not installed",
                            "capture beside a commit",
                            HeapMutant::captureAll),
                    changing(
                            HeapPoint.E2,
                            "6",
                            "frees segments that somebody reads",
                            "reader beside the cleaner",
                            HeapMutant::never),
                    leavingOut(HeapPoint.E3, "6", "begins no epoch", "reader beside the cleaner"),
                    changing(
                            HeapPoint.E4,
                            "6",
                            "trusts what was read of a segment used again",
                            "reader without a snapshot",
                            code -> code.pop().lload(3)),
                    changing(
                            HeapPoint.E5,
                            "9",
                            "trusts what was read without old versions",
                            "reader of what was trimmed",
                            code -> code.pop().lload(1)),
                    changing(
                            HeapPoint.E6,
                            "9",
                            "gives up versions that a snapshot wants",
                            "long snapshot",
                            HeapMutant::never),
                    leavingOut(HeapPoint.V1, "9", "forgets the object that had an id before", "ids and readers"),
                    leavingOut(
                            HeapPoint.I1,
                            "9",
                            "gives out ids that a commit is about to use",
                            "ids of a commit on its way"),
                    leavingOut(HeapPoint.I2, "9", "gives out ids in use", "ids and readers"),
                    leavingOut(HeapPoint.I3, "cost", "loses ids of failed transactions", "ids of failed transactions"),
                    leavingOut(HeapPoint.I4, "cost", "never looks for ids of earlier lives", "ids of earlier lives"),
                    leavingOut(HeapPoint.S1, "11", "takes more than there is room for", "full store's limit"),
                    leavingOut(
                            HeapPoint.S2, "11", "lets a reader hold back the last room", "full store beside a reader"),
                    leavingOut(HeapPoint.S3, "11", "refuses though there is garbage", "full store"),
                    leavingOut(HeapPoint.S4, "11", "lets chains grow in a full store", "full store of changes"));

    private static HeapMutant leavingOut(HeapPoint point, String rule, String what, String killer) {
        return new HeapMutant(point, rule, what, killer, Map.of(point, NOTHING));
    }

    private static HeapMutant changing(HeapPoint point, String what, String killer, Consumer<CodeBuilder> instead) {
        return changing(point, "9", what, killer, instead);
    }

    private static HeapMutant changing(
            HeapPoint point, String rule, String what, String killer, Consumer<CodeBuilder> instead) {
        return new HeapMutant(point, rule, what, killer, Map.of(point, instead));
    }

    private static void stepEarly(CodeBuilder code) {
        var type =
                MethodTypeDesc.of(
                        ConstantDescs.CD_List, ClassDesc.of("dev.firn.heap.Upkeep"), BATCH, ConstantDescs.CD_boolean);
        code.invokestatic(LATE, "step", type);
    }

    /// The versions below, who captures above.
    private static void captureAll(CodeBuilder code) {
        var type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);
        code.swap().pop().loadConstant(-1L);
        code.invokeinterface(ClassDesc.of("java.util.function.LongConsumer"), "accept", type);
    }

    private static void never(CodeBuilder code) {
        code.pop().loadConstant(Long.MAX_VALUE);
    }

    private static void appendLate(CodeBuilder code) {
        code.invokestatic(
                LATE,
                "append",
                MethodTypeDesc.of(ConstantDescs.CD_long, LOG, BATCH, ConstantDescs.CD_int, ConstantDescs.CD_List));
    }

    private static void installEarly(CodeBuilder code) {
        var type = MethodTypeDesc.of(ConstantDescs.CD_void, VERSIONS, BATCH, ConstantDescs.CD_long);
        code.invokestatic(LATE, "install", type);
    }

    /// The committer below, what it owes above.
    private static void later(CodeBuilder code) {
        code.putfield(COMMITTER, "unsettled", COMMITTER.nested("Written"));
    }

    private static void put(CodeBuilder code) {
        var object = ConstantDescs.CD_Object;
        code.invokeinterface(MAP, "put", MethodTypeDesc.of(object, object, object));
    }

    /// The map below, the body above.
    private static void runPlain(CodeBuilder code) {
        code.invokeinterface(SUPPLIER, "get", MethodTypeDesc.of(ConstantDescs.CD_Object)).swap().pop();
    }

    /// A row of the table in docs/testing.md.
    String row() {
        return "| %s | %s | %s | `%s` | %s |".formatted(rule, point, what, point.place(), killer);
    }
}
