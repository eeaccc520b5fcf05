package dev.firn.recovery;

import dev.firn.faultinjection.mutation.ReloadingLoader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/// Loads the log as it is, but for a note at each [OrderingPoint].
final class NotingLoader extends ReloadingLoader {
    private static final ClassDesc NOTES = ClassDesc.of("dev.firn.recovery.PassedPoints");
    private static final MethodTypeDesc NOTE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    /// The points that what was loaded came to, so far.
    @SuppressWarnings("unchecked")
    Set<String> passed() {
        try {
            return (Set<String>)
                    Class.forName("dev.firn.recovery.PassedPoints", true, this).getMethod("passed").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    NotingLoader() {
        super(NotingLoader.class.getClassLoader(), "dev.firn.log", "dev.firn.recovery");
    }

    @Override
    public byte[] changed(String name, byte[] bytes) {
        var file = ClassFile.of();
        return file.transformClass(file.parse(bytes), methods(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static ClassTransform methods(String type) {
        return (builder, element) -> {
            if (!(element instanceof MethodModel method)) {
                builder.with(element);
                return;
            }
            builder.transformMethod(
                    method,
                    MethodTransform.transformingCode(
                            (code, each) -> note(code, each, type, method.methodName().stringValue())));
        };
    }

    private static void note(CodeBuilder code, CodeElement element, String type, String method) {
        if (element instanceof InvokeInstruction call) {
            for (var point : OrderingPoint.values()) {
                if (CallSites.isAt(call, type, method, point)) {
                    code.ldc(point.name()).invokestatic(NOTES, "pass", NOTE);
                }
            }
        }
        code.with(element);
    }
}
