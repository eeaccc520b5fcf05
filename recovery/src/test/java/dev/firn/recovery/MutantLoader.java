package dev.firn.recovery;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;

/// Loads the log, its recovery and these tests anew, with one [Mutant]. Everything else comes from the parent.
final class MutantLoader extends ClassLoader {
    private final Mutant mutant;
    private int changes;

    MutantLoader(Mutant mutant) {
        super(MutantLoader.class.getClassLoader());
        this.mutant = mutant;
        setDefaultAssertionStatus(false); // an assertion is no part of what ships
    }

    /// How many places the mutant changed so far: none means that the code is no longer as the mutant believes.
    int changes() {
        return changes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean ours = name.startsWith("dev.firn.log.") || name.startsWith("dev.firn.recovery.");
        if (!ours) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) throw new ClassNotFoundException(name);
            byte[] changed = changed(name, in.readAllBytes());
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /// The class `name` with the mutant, if it is the one; for other loaders.
    byte[] changed(String name, byte[] bytes) {
        return name.endsWith("." + mutant.type()) ? change(bytes) : bytes;
    }

    private byte[] change(byte[] bytes) {
        var file = ClassFile.of();
        return file.transformClass(file.parse(bytes), this::element);
    }

    private void element(ClassBuilder builder, ClassElement element) {
        boolean isIt =
                element instanceof MethodModel method
                        && method.code().isPresent()
                        && method.methodName().equalsString(mutant.method());
        if (!isIt) {
            builder.with(element);
            return;
        }
        var method = (MethodModel) element;
        switch (mutant.change()) {
            case Mutant.Change.DropCalls(var owner, var called) ->
                    builder.transformMethod(
                            method, MethodTransform.transformingCode((code, each) -> drop(code, each, owner, called)));
            case Mutant.Change.ZeroLong(var slot) ->
                    builder.transformMethod(method, first(code -> code.lconst_0().lstore(slot)));
            case Mutant.Change.ZeroInt(var slot) ->
                    builder.transformMethod(method, first(code -> code.iconst_0().istore(slot)));
            case Mutant.Change.Answer(var value) -> replace(builder, method, code -> answer(code, method, value));
            case Mutant.Change.Body(var body) -> replace(builder, method, body::accept);
        }
    }

    private MethodTransform first(CodeTransformStart start) {
        changes++;
        return MethodTransform.transformingCode(
                CodeTransform.ofStateful(() ->
                        new CodeTransform() {
                            @Override
                            public void atStart(CodeBuilder code) {
                                start.begin(code);
                            }

                            @Override
                            public void accept(CodeBuilder code, CodeElement each) {
                                code.with(each);
                            }
                        }));
    }

    private interface CodeTransformStart {
        void begin(CodeBuilder code);
    }

    private void replace(ClassBuilder builder, MethodModel method, java.util.function.Consumer<CodeBuilder> body) {
        changes++;
        builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(), body);
    }

    private static void answer(CodeBuilder code, MethodModel method, int value) {
        switch (TypeKind.from(method.methodTypeSymbol().returnType())) {
            case VOID -> code.return_();
            case LONG -> code.loadConstant((long) value).lreturn();
            case INT, BOOLEAN, SHORT, BYTE, CHAR -> code.loadConstant(value).ireturn();
            case REFERENCE -> code.aconst_null().areturn();
            case FLOAT, DOUBLE -> throw new IllegalArgumentException("no such method here");
        }
    }

    private void drop(CodeBuilder code, CodeElement element, String owner, String called) {
        boolean isIt =
                element instanceof InvokeInstruction call
                        && call.name().equalsString(called)
                        && call.owner().asInternalName().endsWith("/" + owner);
        if (!isIt) {
            code.with(element);
            return;
        }
        var call = (InvokeInstruction) element;
        changes++;
        var parameters = call.typeSymbol().parameterList().reversed();
        for (ClassDesc parameter : parameters) pop(code, TypeKind.from(parameter));
        if (call.opcode() != Opcode.INVOKESTATIC) code.pop();
        zero(code, TypeKind.from(call.typeSymbol().returnType()));
    }

    private static void pop(CodeBuilder code, TypeKind kind) {
        if (kind.slotSize() == 2) code.pop2();
        else code.pop();
    }

    private static void zero(CodeBuilder code, TypeKind kind) {
        switch (kind) {
            case VOID -> {}
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            case INT, BOOLEAN, SHORT, BYTE, CHAR -> code.iconst_0();
        }
    }
}
