package dev.firn.faultinjection.report;

/// A replay file that cannot be used: damaged, of another version, or something else.
public final class ReplayFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 80;

    private final int line;

    ReplayFileException(int line, String expected, String found) {
        super(
                "replay file%s: expected %s, found %s; make a new one by running the test without -D%s"
                        .formatted(line == 0 ? "" : ", line " + line, expected, shown(found), Replays.PROPERTY));
        this.line = line;
    }

    /// Counted from 1; 0 when it is about the whole file.
    public int line() {
        return line;
    }

    private static String shown(String found) {
        String one = found.replaceAll("\\p{Cntrl}", "?");
        return one.length() <= MOST_SHOWN ? "\"" + one + "\"" : "\"" + one.substring(0, MOST_SHOWN) + "...\"";
    }
}
