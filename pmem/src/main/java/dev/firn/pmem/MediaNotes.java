package dev.firn.pmem;

import dev.firn.pmem.BadRange.Why;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;

/// What is known of the medium under a store and is not in the store itself, since it is about the place, not the data:
/// a copy of the file elsewhere has other bad bytes. Immutable.
///
/// @param bad ranges found bad, by place
/// @param unsafeShutdowns the platform's count when the store was last found whole, empty where none counts
/// @param together names the last opening at which this file and its mirror were equal, empty without a mirror
/// @param alone whether it was changed since then without its mirror
public record MediaNotes(List<BadRange> bad, OptionalLong unsafeShutdowns, Optional<UUID> together, boolean alone) {
    private static final String FIRST_LINE = "firn-media 1";

    /// Of a medium of which nothing is known.
    public static final MediaNotes NONE = new MediaNotes(List.of(), OptionalLong.empty(), Optional.empty(), false);

    public MediaNotes {
        bad = List.copyOf(bad);
    }

    public MediaNotes withBad(List<BadRange> value) {
        return new MediaNotes(value, unsafeShutdowns, together, alone);
    }

    public MediaNotes withUnsafeShutdowns(OptionalLong value) {
        return new MediaNotes(bad, value, together, alone);
    }

    /// Equal to its mirror as of the opening `opening`.
    public MediaNotes withTogether(UUID opening) {
        return new MediaNotes(bad, unsafeShutdowns, Optional.of(opening), false);
    }

    /// About to be changed without its mirror.
    public MediaNotes withAlone() {
        return new MediaNotes(bad, unsafeShutdowns, together, true);
    }

    /// As lines of text, the last one a checksum over the others.
    public String toText() {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        if (unsafeShutdowns.isPresent()) text.append("shutdowns ").append(unsafeShutdowns.getAsLong()).append('\n');
        together.ifPresent(opening -> text.append("together ").append(opening).append('\n'));
        if (alone) text.append("alone\n");
        for (var range : bad) {
            text.append("bad 0x%x %d %s%n".formatted(range.at(), range.length(), spelling(range.why())));
        }
        return text.append("crc32c %08x%n".formatted(crc(text))).toString();
    }

    /// The reverse of [#toText].
    ///
    /// @return empty when `text` is not as it was written
    public static Optional<MediaNotes> parse(String text) {
        int last = text.lastIndexOf("crc32c ");
        if (last < 0 || !text.startsWith(FIRST_LINE + '\n')) return Optional.empty();
        if (!text.substring(last).equals("crc32c %08x%n".formatted(crc(text.substring(0, last))))) {
            return Optional.empty();
        }
        var notes = NONE;
        var bad = new ArrayList<BadRange>();
        for (var line : text.substring(0, last).lines().skip(1).toList()) {
            var words = line.split(" ");
            notes =
                    switch (words[0]) {
                        case "shutdowns" -> notes.withUnsafeShutdowns(OptionalLong.of(Long.parseLong(words[1])));
                        case "together" -> notes.withTogether(UUID.fromString(words[1]));
                        case "alone" -> notes.withAlone();
                        case "bad" -> {
                            bad.add(range(words));
                            yield notes;
                        }
                        default -> notes; // a later version's; it says what must be understood in its first line
                    };
        }
        return Optional.of(notes.withBad(bad));
    }

    private static BadRange range(String[] words) {
        return new BadRange(
                Long.decode(words[1]), Long.parseLong(words[2]), Why.valueOf(words[3].toUpperCase(Locale.ROOT)));
    }

    private static String spelling(Why why) {
        return why.name().toLowerCase(Locale.ROOT);
    }

    private static int crc(CharSequence text) {
        var crc = new CRC32C();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
