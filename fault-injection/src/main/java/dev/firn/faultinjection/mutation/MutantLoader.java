package dev.firn.faultinjection.mutation;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.function.Consumer;

/// Loads packages anew with one method of one class changed: a mutant, to see that a test finds it. Nothing of it is in
/// what ships.
public final class MutantLoader extends ReloadingLoader {
    private final String type;
    private final String method;
    private final Change change;
    private int changes;

    /// @param parent has the classes, as they are
    /// @param type the simple name of the class, with those of the classes around it
    /// @param method all of this name are changed
    /// @param packages to load anew: the code under test, and the tests that use it
    public MutantLoader(ClassLoader parent, String type, String method, Change change, String... packages) {
        super(parent, packages);
        this.type = type;
        this.method = method;
        this.change = change;
    }

    /// How many places were changed so far: none means that the code is no longer as the mutant believes.
    public int changes() {
        return changes;
    }

    @Override
    public byte[] changed(String name, byte[] bytes) {
        return name.substring(name.lastIndexOf('.') + 1).equals(type) ? changed(bytes) : bytes;
    }

    private byte[] changed(byte[] bytes) {
        var resolver =
                ClassHierarchyResolver.ofResourceParsing(getParent()).orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        return file.transformClass(file.parse(bytes), this::element);
    }

    private void element(ClassBuilder builder, ClassElement element) {
        boolean isIt =
                element instanceof MethodModel model
                        && model.code().isPresent()
                        && model.methodName().equalsString(method);
        if (!isIt) {
            builder.with(element);
            return;
        }
        apply(builder, (MethodModel) element);
    }

    private void apply(ClassBuilder builder, MethodModel model) {
        switch (change) {
            case Change.DropCalls(var owner, var called) ->
                    builder.transformMethod(
                            model, MethodTransform.transformingCode((code, each) -> drop(code, each, owner, called)));
            case Change.ReplaceCalls(var owner, var called, var instead) ->
                    builder.transformMethod(
                            model,
                            MethodTransform.transformingCode(
                                    (code, each) -> replaceCall(code, each, owner, called, instead)));
            case Change.ZeroLong(var slot) ->
                    builder.transformMethod(model, first(code -> code.lconst_0().lstore(slot)));
            case Change.ZeroInt(var slot) ->
                    builder.transformMethod(model, first(code -> code.iconst_0().istore(slot)));
            case Change.Begin(var begin) -> builder.transformMethod(model, first(begin));
            case Change.Constant(var from, var to) ->
                    builder.transformMethod(
                            model, MethodTransform.transformingCode((code, each) -> constant(code, each, from, to)));
            case Change.Answer(var value) -> replace(builder, model, code -> answer(code, model, value));
            case Change.Body(var body) -> replace(builder, model, body);
        }
    }

    private MethodTransform first(Consumer<CodeBuilder> start) {
        changes++;
        return MethodTransform.transformingCode(
                CodeTransform.ofStateful(() ->
                        new CodeTransform() {
                            @Override
                            public void atStart(CodeBuilder code) {
                                start.accept(code);
                            }

                            @Override
                            public void accept(CodeBuilder code, CodeElement each) {
                                code.with(each);
                            }
                        }));
    }

    private void replace(ClassBuilder builder, MethodModel method, Consumer<CodeBuilder> body) {
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

    private void replaceCall(
            CodeBuilder code, CodeElement element, String owner, String called, Consumer<CodeBuilder> instead) {
        if (!isCall(element, owner, called)) {
            code.with(element);
            return;
        }
        changes++;
        instead.accept(code);
    }

    private static boolean isCall(CodeElement element, String owner, String called) {
        return element instanceof InvokeInstruction call
                && call.name().equalsString(called)
                && call.owner().asInternalName().endsWith("/" + owner);
    }

    private void constant(CodeBuilder code, CodeElement element, ConstantDesc from, ConstantDesc to) {
        if (!(element instanceof ConstantInstruction constant) || !constant.constantValue().equals(from)) {
            code.with(element);
            return;
        }
        changes++;
        code.loadConstant(to);
    }

    private void drop(CodeBuilder code, CodeElement element, String owner, String called) {
        if (!isCall(element, owner, called)) {
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
