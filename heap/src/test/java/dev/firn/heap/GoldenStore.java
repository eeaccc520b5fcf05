package dev.firn.heap;

import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The stores of format 1.1 that every later version opens: how each was written, once. What was written is in
/// `src/test/resources/golden/v1.1`, a file of the bytes and one that says what must be found.
enum GoldenStore {
    ALL_CLOSED("all-closed", GoldenStore::allClosed),
    ALL_KILLED("all-killed", GoldenStore::allKilled),
    CHECKPOINT_CLOSED("checkpoint-closed", g -> checkpoint(g, true)),
    CHECKPOINT_KILLED("checkpoint-killed", g -> checkpoint(g, false)),
    CLEANED_CLOSED("cleaned-closed", g -> cleaned(g, true)),
    CLEANED_KILLED("cleaned-killed", g -> cleaned(g, false));

    static final Path FOLDER = Path.of("src/test/resources/golden/v1.1");
    static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4 << 10);
    static final CheckpointOptions OFTEN =
            CheckpointOptions.defaults().withTailRecords(200).withNamed(4, 32).withMaxRuns(4);

    private static final int BYTES = 2 * 4096 + 200 * 4096;

    private final String file;
    private final Consumer<GoldenContents> writer;

    GoldenStore(String file, Consumer<GoldenContents> writer) {
        this.file = file;
        this.writer = writer;
    }

    byte[] bytes() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file + ".gz")))) {
            return in.readAllBytes();
        }
    }

    List<String> expected() throws IOException {
        return Files.readAllLines(FOLDER.resolve(file + ".txt"));
    }

    static Region region(byte[] bytes) {
        return Regions.ofMemory(MemorySegment.ofArray(bytes));
    }

    /// The same with the granularity of a file, where the users' commits stay in one append head.
    static Region paged(byte[] bytes) {
        return new ScheduledStore.Grained(region(bytes), Granularity.PAGE);
    }

    boolean isThere() {
        return Files.exists(FOLDER.resolve(file + ".gz"));
    }

    /// Never again what is there already.
    void write() throws IOException {
        if (isThere()) throw new IllegalStateException(file + " is there already, and stays as it is");
        var bytes = new byte[BYTES];
        var contents = new GoldenContents(paged(bytes));
        writer.accept(contents);
        Files.createDirectories(FOLDER);
        try (var out = new GZIPOutputStream(Files.newOutputStream(FOLDER.resolve(file + ".gz")))) {
            out.write(bytes);
        }
        Files.write(FOLDER.resolve(file + ".txt"), contents.model());
    }

    /// Everything that a store can hold, with no checkpoint.
    private static void allClosed(GoldenContents golden) {
        golden.open(CheckpointOptions.defaults());
        golden.everything();
        golden.store().close();
        golden.open(CheckpointOptions.defaults());
        golden.changes(0, 40);
        golden.store().close();
    }

    private static void allKilled(GoldenContents golden) {
        allClosed(golden);
        golden.open(CheckpointOptions.defaults());
        golden.changes(40, 60);
        golden.open(CheckpointOptions.defaults());
        golden.changes(60, 70);
    }

    private static void checkpoint(GoldenContents golden, boolean closed) {
        golden.open(OFTEN);
        golden.everything();
        for (int from = 0; from < 600; from += 200) {
            golden.changes(from, from + 200);
            golden.open(OFTEN);
        }
        golden.changes(600, 630);
        if (closed) golden.store().close();
    }

    /// So often written over that its segments were used again: copies, and checkpoints that name what is free.
    private static void cleaned(GoldenContents golden, boolean closed) {
        golden.open(OFTEN);
        golden.everything();
        for (int from = 0; from < 3600; from += 1200) {
            for (int number = from; number < from + 1200; number += 60) {
                golden.cold(number);
                golden.changes(number, number + 60);
            }
            golden.open(OFTEN);
        }
        golden.changes(3600, 3630);
        if (closed) golden.store().close();
    }

    /// For a test that changes it.
    byte[] longer(int segments) throws IOException {
        var bytes = bytes();
        return Arrays.copyOf(bytes, bytes.length + segments * 4096);
    }
}
