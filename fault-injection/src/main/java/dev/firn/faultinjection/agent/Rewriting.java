package dev.firn.faultinjection.agent;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/// Gives a class other call sites. What is not in its tables stays as it is, and a class without any is not touched.
final class Rewriting {
    private static final Map<String, ClassDesc> NEW =
            Map.of(
                    "java/io/FileOutputStream", desc(RecordedFileOutputStream.class),
                    "java/io/RandomAccessFile", desc(RecordedRandomAccessFile.class));
    private static final DirectMethodHandleDesc CALL =
            ConstantDescs.ofCallsiteBootstrap(
                    desc(MemoryCalls.class),
                    "call",
                    ConstantDescs.CD_CallSite,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_MethodHandle);
    private static final DirectMethodHandleDesc ACCESS =
            ConstantDescs.ofCallsiteBootstrap(desc(MemoryCalls.class), "access", ConstantDescs.CD_CallSite);

    private final String superclass;
    private boolean changed;

    private Rewriting(String superclass) {
        this.superclass = superclass;
    }

    /// The class with its calls rewritten; null when there are none.
    static byte[] of(byte[] bytes, ClassLoader loader) {
        var file =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(loader)
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
        var model = file.parse(bytes);
        var rewriting = new Rewriting(model.superclass().map(entry -> entry.asInternalName()).orElse(""));
        byte[] result = file.transformClass(model, rewriting.transform());
        return rewriting.changed ? result : null;
    }

    private ClassTransform transform() {
        return ClassTransform.transformingMethodBodies(this::rewrite).andThen(ClassBuilder::with);
    }

    private void rewrite(CodeBuilder code, CodeElement element) {
        boolean done =
                switch (element) {
                    case NewObjectInstruction created -> create(code, created);
                    case InvokeInstruction call -> call(code, call);
                    case InvokeDynamicInstruction call -> reference(code, call);
                    default -> false;
                };
        if (done) changed = true;
        else code.with(element);
    }

    private boolean create(CodeBuilder code, NewObjectInstruction created) {
        ClassDesc other = substitute(created.className().asInternalName());
        if (other == null) return false;
        code.new_(other);
        return true;
    }

    private boolean call(CodeBuilder code, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (call.opcode() == Opcode.INVOKESPECIAL) {
            ClassDesc other = name.equals("<init>") ? substitute(owner) : null;
            if (other == null || !CallTable.hasConstructor(other, call.typeSymbol())) return false;
            code.invokespecial(other, name, call.typeSymbol());
            return true;
        }
        var target = CallTable.target(owner, name, call.typeSymbol(), call.opcode() == Opcode.INVOKESTATIC);
        if (target != null) {
            code.invokestatic(target.owner(), name, target.type());
            return true;
        }
        return memory(code, call, owner, name);
    }

    private static boolean memory(CodeBuilder code, InvokeInstruction call, String owner, String name) {
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        MemoryCall kind = CallTable.memoryCall(owner, name, isStatic, call.typeSymbol());
        if (kind == null) return false;
        ClassDesc receiver = ClassDesc.ofInternalName(owner);
        MethodTypeDesc type = isStatic ? call.typeSymbol() : call.typeSymbol().insertParameterTypes(0, receiver);
        code.invokedynamic(
                kind == MemoryCall.VAR_HANDLE
                        ? DynamicCallSiteDesc.of(ACCESS, name, type)
                        : DynamicCallSiteDesc.of(CALL, name, type, kind.name(), handle(call, receiver)));
        return true;
    }

    private static DirectMethodHandleDesc handle(InvokeInstruction call, ClassDesc owner) {
        var kind =
                switch (call.opcode()) {
                    case INVOKESTATIC ->
                            call.isInterface()
                                    ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                                    : DirectMethodHandleDesc.Kind.STATIC;
                    case INVOKEINTERFACE -> DirectMethodHandleDesc.Kind.INTERFACE_VIRTUAL;
                    default -> DirectMethodHandleDesc.Kind.VIRTUAL;
                };
        return MethodHandleDesc.ofMethod(kind, owner, call.name().stringValue(), call.typeSymbol());
    }

    /// `Files::delete` and the like: the reference leads to the other method.
    private boolean reference(CodeBuilder code, InvokeDynamicInstruction call) {
        var args = call.bootstrapArgs().toArray(ConstantDesc[]::new);
        boolean found = false;
        for (int arg = 0; arg < args.length; arg++) {
            if (!(args[arg] instanceof DirectMethodHandleDesc handle)) continue;
            var target = CallTable.target(handle);
            if (target == null) continue;
            args[arg] =
                    MethodHandleDesc.ofMethod(
                            DirectMethodHandleDesc.Kind.STATIC, target.owner(), handle.methodName(), target.type());
            found = true;
        }
        if (!found) return false;
        code.invokedynamic(
                DynamicCallSiteDesc.of(call.bootstrapMethod(), call.name().stringValue(), call.typeSymbol(), args));
        return true;
    }

    /// A subclass calls the constructor of its superclass by the same instruction, and that one stays.
    private ClassDesc substitute(String name) {
        return name.equals(superclass) ? null : NEW.get(name);
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
