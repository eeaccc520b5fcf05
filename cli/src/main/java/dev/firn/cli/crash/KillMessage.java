package dev.firn.cli.crash;

import dev.firn.faultinjection.kill.Heard;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What the process that is killed says, one line each.
sealed interface KillMessage {
    record Opening() implements KillMessage {}

    /// So many transactions of each thread were found, and nothing was wrong.
    record Opened(long[] done) implements KillMessage {}

    /// Something was wrong when it opened.
    record Wrong(String what) implements KillMessage {}

    /// The disk is full, as this says.
    record NoRoom(String what) implements KillMessage {}

    record Done(int thread, long number) implements KillMessage {}

    record Closing() implements KillMessage {}

    record Closed() implements KillMessage {}

    /// None of ours: something the JVM says.
    record Other(String line) implements KillMessage {}

    /// The line, without its line break.
    default String line() {
        return switch (this) {
            case Opening() -> "opening";
            case Opened(long[] done) ->
                    "opened " + Arrays.stream(done).mapToObj(Long::toString).collect(Collectors.joining(","));
            case Wrong(String what) -> "wrong " + oneLine(what);
            case NoRoom(String what) -> "noroom " + oneLine(what);
            case Done(int thread, long number) -> "done " + thread + " " + number;
            case Closing() -> "closing";
            case Closed() -> "closed";
            case Other(String line) -> line;
        };
    }

    /// What the campaign makes of it.
    default Heard heard() {
        return switch (this) {
            case Opening() -> Heard.OPENING;
            case Opened(_) -> Heard.OPENED;
            case Done(_, _) -> Heard.ACKNOWLEDGED;
            case Closing() -> Heard.CLOSING;
            case Closed() -> Heard.CLOSED;
            case Wrong(_), NoRoom(_), Other(_) -> Heard.OTHER;
        };
    }

    static KillMessage parse(String line) {
        String[] word = line.split(" ", 2);
        return switch (word[0]) {
            case "opening" -> new Opening();
            case "opened" -> new Opened(numbers(word[1]));
            case "wrong" -> new Wrong(word[1]);
            case "noroom" -> new NoRoom(word[1]);
            case "done" -> done(word[1].split(" "));
            case "closing" -> new Closing();
            case "closed" -> new Closed();
            default -> new Other(line);
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /// Numbers with commas between them.
    static long[] numbers(String text) {
        return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    }

    private static Done done(String[] word) {
        return new Done(Integer.parseInt(word[0]), Long.parseLong(word[1]));
    }
}
