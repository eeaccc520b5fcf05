package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import java.util.Optional;

/// What a child says on its standard output: one line each, which the parent believes only when it is whole.
///
/// The end of a line is a full stop, since a child may be killed in the middle of one, and "done 12" must not be taken
/// from "done 123".
sealed interface Message {
    /// The store is open; `done` is the last document in it.
    record Opened(long done) implements Message {}

    /// Document `number` is durable; `counters` is what the medium has done since [Opened].
    record Done(long number, Counters counters) implements Message {}

    /// There is nothing left to do, and the store was closed.
    record Closed() implements Message {}

    /// The child gives up, and says why.
    record Failed(String why) implements Message {}

    /// The line, without its line break.
    default String line() {
        return switch (this) {
            case Opened(long done) -> "opened " + done + " .";
            case Done(long number, Counters c) ->
                    "done %d %d %d %d %d %d ."
                            .formatted(number, c.writes(), c.bytes(), c.lines(), c.fences(), c.syncs());
            case Closed() -> "closed .";
            case Failed(String why) -> "failed " + why.replaceAll("\\s+", " ") + " .";
        };
    }

    /// The message of that line; empty when the line is not whole or none of ours.
    static Optional<Message> parse(String line) {
        if (!line.endsWith(" .")) return Optional.empty();
        String body = line.substring(0, line.length() - 2);
        String[] word = body.split(" ");
        return switch (word[0]) {
            case "opened" -> Optional.of(new Opened(Long.parseLong(word[1])));
            case "done" -> Optional.of(new Done(Long.parseLong(word[1]), counters(word)));
            case "closed" -> Optional.of(new Closed());
            case "failed" -> Optional.of(new Failed(body.substring("failed ".length())));
            default -> Optional.empty();
        };
    }

    private static Counters counters(String[] word) {
        return new Counters(
                Long.parseLong(word[2]),
                Long.parseLong(word[3]),
                Long.parseLong(word[4]),
                Long.parseLong(word[5]),
                Long.parseLong(word[6]));
    }
}
