package dev.firn.heap.backup;

import dev.firn.heap.backup.Manifest.Copy;
import dev.firn.log.SegmentHeaders.Header;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The text of a manifest: lines of words. Each ends with the checksum of everything up to there, so that damage is
/// found, and where it is.
final class ManifestText {
    static final int VERSION = 1;
    private static final String FIRST = "firn-backup";
    private static final String CHECKSUM = " #";

    private ManifestText() {}

    static byte[] write(Manifest manifest) {
        var lines = new ArrayList<String>();
        lines.add(FIRST + " " + VERSION);
        lines.add("store " + manifest.store());
        lines.add("number " + manifest.number());
        lines.add("stamp " + manifest.stamp());
        lines.add("time " + manifest.time());
        lines.add("life " + manifest.life());
        lines.add("segment-bytes " + manifest.segmentBytes());
        lines.add("segment-count " + manifest.segmentCount());
        lines.add("features " + manifest.features());
        manifest.copies().forEach(copy -> lines.add(line(copy)));
        lines.add("end " + manifest.copies().size());
        var text = new StringBuilder();
        var crc = new CRC32C();
        for (String line : lines) text.append(line).append(CHECKSUM).append(checksum(crc, line)).append('\n');
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String line(Copy copy) {
        var header = copy.header();
        return "segment %d generation %d life %d head %d sequence %d first-stamp %d %s %d bytes %d crc32c %s file %s"
                .formatted(
                        header.segment(),
                        header.generation(),
                        header.life(),
                        header.head(),
                        header.sequence(),
                        header.firstStamp(),
                        copy.isSealed() ? "sealed" : "open",
                        copy.end(),
                        copy.bytes(),
                        HexFormat.of().toHexDigits(copy.crc()),
                        copy.file());
    }

    private static String checksum(CRC32C crc, String line) {
        crc.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /// @throws BackupDamagedException when it is not as it was written
    /// @throws BackupException when a newer version wrote it
    static Manifest read(Path file, byte[] bytes) {
        return new Reader(file, new String(bytes, StandardCharsets.ISO_8859_1)).manifest();
    }

    private static final class Reader {
        private final Path file;
        private final String text;
        private final CRC32C crc = new CRC32C();
        private int at;
        private int number;

        Reader(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        Manifest manifest() {
            try {
                return parse();
            } catch (IllegalArgumentException | DateTimeException odd) {
                throw damaged("it cannot be understood: " + odd.getMessage());
            }
        }

        private Manifest parse() {
            int version = Integer.parseInt(value(FIRST));
            if (version > VERSION) {
                throw new BackupException(
                        "%s has version %d of the form of backups, this version reads up to %d; restore it with a newer version"
                                .formatted(file, version, VERSION));
            }
            var store = UUID.fromString(value("store"));
            int count = Integer.parseInt(value("number"));
            long stamp = Long.parseLong(value("stamp"));
            var time = Instant.parse(value("time"));
            long life = Long.parseLong(value("life"));
            int segmentBytes = Integer.parseInt(value("segment-bytes"));
            int segmentCount = Integer.parseInt(value("segment-count"));
            int features = Integer.parseInt(value("features"));
            var copies = copies();
            if (at != text.length()) throw damaged("there is more behind its end");
            return new Manifest(store, count, stamp, time, life, segmentBytes, segmentCount, features, copies);
        }

        private List<Copy> copies() {
            var copies = new ArrayList<Copy>();
            for (String line = line(); ; line = line()) {
                var words = line.split(" ");
                if (words[0].equals("end")) {
                    if (Integer.parseInt(words[1]) != copies.size()) throw damaged("it does not end where it says");
                    return copies;
                }
                var copy = copy(words);
                if (!ManifestText.line(copy).equals(line)) throw damaged("it cannot be understood");
                copies.add(copy);
            }
        }

        private Copy copy(String[] words) {
            if (words.length != 20) throw damaged("it cannot be understood");
            var header =
                    new Header(
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[3]),
                            Integer.parseInt(words[7]),
                            Long.parseLong(words[5]),
                            Long.parseLong(words[9]),
                            Long.parseLong(words[11]));
            int crc = HexFormat.fromHexDigits(words[17]);
            boolean isSealed = words[12].equals("sealed");
            return new Copy(header, isSealed, Long.parseLong(words[13]), Long.parseLong(words[15]), crc);
        }

        private String value(String name) {
            String line = line();
            if (!line.startsWith(name + " ")) throw damaged("expected '%s', found '%s'".formatted(name, line));
            return line.substring(name.length() + 1);
        }

        /// The next one, whose checksum holds.
        private String line() {
            number++;
            int end = text.indexOf('\n', at);
            if (end < 0) throw damaged("it ends too early");
            String line = text.substring(at, end);
            at = end + 1;
            int words = line.lastIndexOf(CHECKSUM);
            if (words < 0) throw damaged("it has no checksum");
            String found = line.substring(words + CHECKSUM.length());
            String expected = checksum(crc, line.substring(0, words));
            if (!found.equals(expected)) {
                throw damaged("its checksum does not hold: expected %s, found %s".formatted(expected, found));
            }
            return line.substring(0, words);
        }

        private BackupDamagedException damaged(String what) {
            return new BackupDamagedException(file, "line " + number, what);
        }
    }
}
