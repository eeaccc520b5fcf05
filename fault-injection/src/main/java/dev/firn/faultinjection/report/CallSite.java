package dev.firn.faultinjection.report;

import java.util.List;
import java.util.Objects;

/// Where in a program something was called: the frame nearest to the medium, and who called it.
///
/// @param className with its package
/// @param method the method's name
/// @param file the source file, "?" when the class does not tell
/// @param line counted from 1, negative when the class does not tell
/// @param callers the frames further out, nearest first, as text
public record CallSite(String className, String method, String file, int line, List<String> callers) {
    public CallSite {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(file, "file");
        callers = List.copyOf(callers);
    }

    static CallSite of(List<StackWalker.StackFrame> frames) {
        var nearest = frames.getFirst();
        return new CallSite(
                nearest.getClassName(),
                nearest.getMethodName(),
                Objects.requireNonNullElse(nearest.getFileName(), "?"),
                nearest.getLineNumber(),
                frames.stream().skip(1).map(CallSite::text).toList());
    }

    /// Short, as people say it: `Log.append:112`.
    public String text() {
        return text(className, method, line);
    }

    /// With the caller, for methods that everybody calls: `Log.put:30 < Log.append:112`.
    public String chain() {
        return callers.isEmpty() ? text() : text() + " < " + callers.getFirst();
    }

    private static String text(StackWalker.StackFrame frame) {
        return text(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
    }

    private static String text(String className, String method, int line) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.replace('$', '.') + "." + method + (line < 0 ? "" : ":" + line);
    }
}
