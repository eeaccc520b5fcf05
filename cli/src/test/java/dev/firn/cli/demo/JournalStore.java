package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A store of text lines, one a transaction, that keeps its word or breaks it on purpose: to see whether the run sees.
final class JournalStore implements WordStore {
    /// What is wrong with it.
    enum Defect {
        NONE,
        /// Acknowledges first and writes later.
        EARLY,
        /// Writes a transaction in two steps.
        HALVES
    }

    private final FileChannel file;
    private final Defect defect;
    private final Map<String, Long> counts = new TreeMap<>();
    private final StringBuilder late = new StringBuilder();
    private long done;
    private long writes;

    JournalStore(Path path, Defect defect) {
        this.defect = defect;
        try {
            if (Files.exists(path)) Files.readString(path).lines().forEach(this::replay);
            file =
                    FileChannel.open(
                            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            write("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The child's main: `DEFECT FILE`.
    public static void main(String[] args) throws IOException {
        System.exit(WordCounter.run(path -> new JournalStore(path, Defect.valueOf(args[0])), Path.of(args[1])));
    }

    static ChildCommand command(Defect defect) {
        return new ChildCommand(JournalStore.class.getName(), List.of(), List.of(defect.name()));
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public void add(long number, SortedMap<String, Long> added) {
        String words = number + words(added) + " .\n";
        switch (defect) {
            case NONE -> write(words);
            case EARLY -> {
                late.append(words);
                if (number % 4 == 0) close();
            }
            case HALVES -> {
                write((number - 1) + words(added) + " .\n");
                write(number + " .\n");
            }
        }
        done = number;
    }

    @Override
    public void forEach(Visitor visitor) {
        counts.forEach(visitor::word);
    }

    @Override
    public Counters counters() {
        return new Counters(writes, 0, 0, 0, writes);
    }

    @Override
    public Explanation explain() {
        return new Explanation("journal", Granularity.PAGE, false, "a test asked for it", List.of());
    }

    @Override
    public void close() {
        write(late.toString());
        late.setLength(0);
    }

    private static String words(SortedMap<String, Long> counts) {
        var line = new StringBuilder();
        counts.forEach((word, count) -> line.append(' ').append(word).append(' ').append(count));
        return line.toString();
    }

    private void replay(String line) {
        if (!line.endsWith(" .")) return;
        String[] parts = line.split(" ");
        done = Long.parseLong(parts[0]);
        for (int at = 1; at + 1 < parts.length; at += 2) {
            counts.merge(parts[at], Long.parseLong(parts[at + 1]), Long::sum);
        }
    }

    private void write(String text) {
        try {
            for (var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)); bytes.hasRemaining(); ) {
                file.write(bytes);
            }
            writes++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
