package dev.firn.heap;

import dev.firn.faultinjection.schedule.WaitsLoader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Loads the store and these tests anew: with a note at each [HeapPoint], with places to lose one's turn
/// where no region is called, and with one mutant or none.
final class HeapChanges {
    /// Between two accesses to memory, where nothing is called that the schedule knows.
    private static final Set<HeapPoint> PAUSES = EnumSet.of(HeapPoint.A3, HeapPoint.K4, HeapPoint.K5);

    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc NOTES = ClassDesc.of("dev.firn.heap.PassedPoints");
    private static final MethodTypeDesc NOTE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final MethodTypeDesc PLAIN = MethodTypeDesc.of(ConstantDescs.CD_void);

    private final HeapMutant mutant;
    private final WaitsLoader loader;
    private int changes;

    /// @param mutant null for none
    HeapChanges(HeapMutant mutant) {
        this.mutant = mutant;
        this.loader =
                new WaitsLoader(
                        HeapChanges.class.getClassLoader(),
                        this::change,
                        "dev.firn.log",
                        "dev.firn.recovery",
                        "dev.firn.heap");
        loader.setDefaultAssertionStatus(false); // an assertion is no part of what ships
    }

    /// How many places the mutant changed so far.
    int changes() {
        return changes;
    }

    @SuppressWarnings("unchecked")
    Map<String, Runnable> checks() throws ReflectiveOperationException {
        return (Map<String, Runnable>) loader.loadClass(HeapChecks.class.getName()).getMethod("all").invoke(null);
    }

    boolean passed(HeapPoint point) throws ReflectiveOperationException {
        var notes = loader.loadClass(PassedPoints.class.getName());
        return (boolean) notes.getMethod("isPassed", String.class).invoke(null, point.name());
    }

    private byte[] change(String name, byte[] bytes) {
        String type = name.substring(name.lastIndexOf('.') + 1);
        if (Arrays.stream(HeapPoint.values()).noneMatch(point -> point.type().equals(type))) return bytes;
        var resolver =
                ClassHierarchyResolver.ofResourceParsing(HeapChanges.class.getClassLoader())
                        .orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        return file.transformClass(
                file.parse(bytes),
                (builder, element) -> {
                    if (!(element instanceof MethodModel method)) builder.with(element);
                    else {
                        String where = type + "." + method.methodName().stringValue();
                        builder.transformMethod(
                                method, MethodTransform.transformingCode((code, each) -> change(code, each, where)));
                    }
                });
    }

    private void change(CodeBuilder code, CodeElement element, String where) {
        var point = element instanceof InvokeInstruction call ? point(call, where) : null;
        if (point == null) {
            code.with(element);
            return;
        }
        code.ldc(point.name()).invokestatic(NOTES, "pass", NOTE);
        if (PAUSES.contains(point)) code.invokestatic(THREAD, "yield", PLAIN);
        var instead = mutant == null ? null : mutant.changes().get(point);
        if (instead == null) {
            code.with(element);
            return;
        }
        changes++;
        if (instead == HeapMutant.NOTHING) leaveOut(code, (InvokeInstruction) element);
        else instead.accept(code);
    }

    private static HeapPoint point(InvokeInstruction call, String where) {
        for (var point : HeapPoint.values()) {
            boolean isIt =
                    point.place().equals(where)
                            && call.name().equalsString(point.called())
                            && call.owner().asInternalName().endsWith("/" + point.owner());
            if (isIt) return point;
        }
        return null;
    }

    private static void leaveOut(CodeBuilder code, InvokeInstruction call) {
        for (var parameter : call.typeSymbol().parameterList().reversed()) {
            if (TypeKind.from(parameter).slotSize() == 2) code.pop2();
            else code.pop();
        }
        if (call.opcode() != Opcode.INVOKESTATIC) code.pop();
        switch (TypeKind.from(call.typeSymbol().returnType())) {
            case VOID -> {}
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            case INT, BOOLEAN, SHORT, BYTE, CHAR -> code.iconst_0();
        }
    }
}
