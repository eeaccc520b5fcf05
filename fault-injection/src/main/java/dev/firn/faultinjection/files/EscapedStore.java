package dev.firn.faultinjection.files;

import dev.firn.faultinjection.agent.Agent;
import java.util.HexFormat;
import java.util.List;

/// Bytes of a tracked file changed without anybody having recorded it, so that no crash test of it means anything.
/// Found by comparing the files with the record at each `force`, whose stack this error has, and at the end of a run.
public final class EscapedStore extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 16;

    private final String file;
    private final long from;
    private final long to;

    private EscapedStore(String file, long from, long to, String what) {
        String troubles =
                Agent.troubles().isEmpty() ? "" : "\nClasses that the agent could not rewrite: " + Agent.troubles();
        super(
                """
                %s
                This change was made by native code, by a class outside the packages %s that the agent was given, or by a \
                call that it does not know (such as FileWriter or PrintWriter on a file name). Add the package to the \
                -javaagent option, or write by way of a channel, a stream, or a mapping.%s\
                """
                        .formatted(what, Agent.prefixes(), troubles));
        this.file = file;
        this.from = from;
        this.to = to;
    }

    static EscapedStore bytes(String file, long from, byte[] expected, byte[] found) {
        return new EscapedStore(
                file,
                from,
                from + found.length,
                "%s, bytes 0x%x to 0x%x: recorded %s, found %s"
                        .formatted(file, from, from + found.length, hex(expected), hex(found)));
    }

    static EscapedStore size(String file, long expected, long found) {
        return new EscapedStore(
                file,
                Math.min(expected, found),
                Math.max(expected, found),
                "%s has %d bytes, but %d were recorded".formatted(file, found, expected));
    }

    static EscapedStore names(List<String> unknown, List<String> missing) {
        return new EscapedStore(
                unknown.isEmpty() ? missing.getFirst() : unknown.getFirst(),
                0,
                0,
                "files appeared without a record: %s; files vanished without one: %s".formatted(unknown, missing));
    }

    /// The file, relative to the directory under test.
    public String file() {
        return file;
    }

    /// The first byte that nobody recorded.
    public long from() {
        return from;
    }

    /// One past the last.
    public long to() {
        return to;
    }

    private static String hex(byte[] bytes) {
        int shown = Math.min(bytes.length, MOST_SHOWN);
        return HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "..." : "");
    }
}
