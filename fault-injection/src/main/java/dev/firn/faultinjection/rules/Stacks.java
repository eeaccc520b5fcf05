package dev.firn.faultinjection.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Stacks as people want to read them: from the first frame that is not this tester's to the last that is not the test
/// framework's.
final class Stacks {
    private static final int MOST = 14;
    private static final int INNERMOST = 4;

    /// Whoever is called by one of these belongs to the tester, too.
    private static final Set<String> OURS =
            Set.of(
                    "dev.firn.faultinjection.rules.CheckedRegion",
                    "dev.firn.faultinjection.rules.CountingRegion",
                    "dev.firn.faultinjection.SimulatedRegion",
                    "dev.firn.faultinjection.DelegatingRegion",
                    "dev.firn.pmem.Region");

    private static final List<String> FRAMEWORK =
            List.of("jdk.internal.reflect.", "java.lang.reflect.", "org.junit.", "net.jqwik.");

    private Stacks() {}

    static List<StackTraceElement> frames(Throwable site) {
        var all = List.of(site.getStackTrace());
        int first = 0;
        for (int i = 0; i < all.size(); i++) if (OURS.contains(all.get(i).getClassName())) first = i + 1;
        return all.stream().skip(first).takeWhile(frame -> !isFramework(frame)).limit(MOST).toList();
    }

    /// The innermost frames: enough to tell places in the code apart, whoever called them.
    static List<StackTraceElement> place(Throwable site) {
        return frames(site).stream().limit(INNERMOST).toList();
    }

    static String text(Call call) {
        if (call.stack().isEmpty()) return "";
        var text = new StringBuilder();
        for (var frame : frames(call.stack().get())) text.append("          at ").append(frame).append('\n');
        return text.toString();
    }

    /// Whether a frame of it is in `where`, which is `Class.method` or a part of it.
    static boolean passes(Call call, String where) {
        return call.stack().isPresent()
                && Stream.of(call.stack().get().getStackTrace())
                        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).contains(where));
    }

    private static boolean isFramework(StackTraceElement frame) {
        return FRAMEWORK.stream().anyMatch(prefix -> frame.getClassName().startsWith(prefix));
    }
}
