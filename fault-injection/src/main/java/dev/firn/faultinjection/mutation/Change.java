package dev.firn.faultinjection.mutation;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDesc;
import java.util.function.Consumer;

/// How a method of compiled code is changed.
public sealed interface Change {
    /// Its calls of another method are left out; what they would have returned is zero or null.
    ///
    /// @param owner the simple name of the class that the call names
    record DropCalls(String owner, String name) implements Change {}

    /// In place of its calls of another method, which have pushed their receiver and arguments, it does this.
    record ReplaceCalls(String owner, String name, Consumer<CodeBuilder> instead) implements Change {}

    /// It returns this and does nothing else.
    record Answer(int value) implements Change {}

    /// It sees zero in place of one of its parameters, a slot number.
    record ZeroLong(int slot) implements Change {}

    /// The same for an `int`.
    record ZeroInt(int slot) implements Change {}

    /// It does this first.
    record Begin(Consumer<CodeBuilder> first) implements Change {}

    /// It does something else.
    record Body(Consumer<CodeBuilder> code) implements Change {}

    /// In place of its constant `from` it has `to`, of the same type.
    record Constant(ConstantDesc from, ConstantDesc to) implements Change {}
}
