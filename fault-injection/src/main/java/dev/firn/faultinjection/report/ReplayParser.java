package dev.firn.faultinjection.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a replay file line by line. Says at which line it stopped, what it wanted there and what it saw.
final class ReplayParser {
    private static final Pattern CRASH =
            Pattern.compile(
                    "([0-9]{1,9}) (\\S+) of ([0-9]{1,8}) ((?:lost|kept|packed) .+?)(?: garbage ([0-9 -]+))?"
                            + " trace ([0-9a-f]{16})");

    private final String[] lines;
    private int next;

    ReplayParser(String text) {
        this.lines = text.split("\n", -1);
    }

    ReplayFile file() {
        version();
        String test = value("test");
        long seed = seed();
        var operations = operations();
        String schedule = value("schedule");
        var crashes = crashes();
        if (!line().equals("end")) throw refuse("end");
        next++;
        if (next != lines.length - 1 || !line().isEmpty()) throw refuse("nothing after end");
        try {
            return new ReplayFile(test, seed, operations, schedule.equals("-") ? "" : schedule, crashes);
        } catch (IllegalArgumentException e) {
            throw new ReplayFileException(0, "values that go together", e.getMessage());
        }
    }

    private void version() {
        String wanted = "firn-replay " + ReplayFile.VERSION;
        if (!line().equals(wanted)) throw refuse(wanted);
        next++;
    }

    private long seed() {
        String text = value("seed");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw refuseBefore("seed and a number");
        }
    }

    private Optional<BitSet> operations() {
        String text = value("operations");
        if (text.equals("all")) return Optional.empty();
        try {
            return Optional.of(IndexRanges.parse(text));
        } catch (IllegalArgumentException e) {
            throw refuseBefore("operations as ranges like 3-5 9, in order (" + e.getMessage() + ")");
        }
    }

    private List<ReplayCrash> crashes() {
        var crashes = new ArrayList<ReplayCrash>();
        do crashes.add(crash(value("crash")));
        while (line().startsWith("crash "));
        return crashes;
    }

    private ReplayCrash crash(String text) {
        String wanted = "crash EVENT MODEL of WORDS lost RANGES trace HASH";
        var parts = CRASH.matcher(text);
        if (!parts.matches()) throw refuseBefore(wanted);
        try {
            int words = Integer.parseInt(parts.group(3));
            if (words > IndexRanges.LARGEST) throw new IllegalArgumentException(words + " words");
            return new ReplayCrash(
                    Integer.parseInt(parts.group(1)),
                    parts.group(2),
                    words,
                    WordSet.parse(parts.group(4), words),
                    parts.group(5) == null ? new BitSet() : IndexRanges.parse(parts.group(5)),
                    Long.parseUnsignedLong(parts.group(6), 16));
        } catch (IllegalArgumentException e) {
            throw refuseBefore(wanted + " (" + e.getMessage() + ")");
        }
    }

    /// What follows `name` and a space; goes to the next line.
    private String value(String name) {
        if (!line().startsWith(name + " ")) throw refuse(name);
        String value = line().substring(name.length() + 1);
        if (value.isBlank()) throw refuse(name + " and its value");
        next++;
        return value;
    }

    private String line() {
        return next < lines.length ? lines[next] : "";
    }

    private ReplayFileException refuse(String expected) {
        return new ReplayFileException(next + 1, expected, next < lines.length ? line() : "the end of the file");
    }

    private ReplayFileException refuseBefore(String expected) {
        next--;
        return refuse(expected);
    }
}
