package dev.firn.heap.backup;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.files.Done;
import dev.firn.faultinjection.junit.CrashPlan;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Takes backups into a directory and removes old ones, and crashes that everywhere: the classes of this package were
/// rewritten by the agent, so that what they do to files is recorded. Runs in a process of its own.
public final class BackupCrashInChild {
    private static final int KEYS = 8;
    private static final int BYTES = 2 * 4096 + 12 * 4096;
    private static final StoreOptions SMALL =
            StoreOptions.defaults().withSegmentBytes(4096).withInitialBytes(BYTES).withMaxBytes(BYTES);

    /// What a crash has left: numbers of backups, and what the newest holds.
    private record Left(List<Integer> numbers, Map<Integer, String> newest) {}

    private BackupCrashInChild() {}

    /// Ends with an exception when a crash can do harm.
    public static void main(String[] arguments) throws Exception {
        Path restored = Path.of(arguments[0]);
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(new long[BYTES / Long.BYTES])), SMALL);
        var map = store.sortedMap("map", Codec.int32(), Codec.string());
        for (int i = 0; i < KEYS; i++) map.put(i, "old".repeat(100));
        var options =
                CrashOptions.defaults()
                        .withModels(CrashModel.WORDS)
                        .withExhaustive(4)
                        .withCuts(2, 2)
                        .withRandom(1, 1)
                        .withNested(0);
        var report =
                new CrashPlan(options)
                        .given(directory -> {
                            for (int i = 0; i < KEYS; i++) map.put(i, "old".repeat(100));
                            store.backup(directory, BackupListener.NONE);
                        })
                        .when((directory, operations) -> {
                            for (int i = 0; i < KEYS; i++) map.put(i, "new".repeat(100));
                            operations.run("second", () -> store.backup(directory, BackupListener.NONE));
                            operations.run("prune", () -> BackupDirectory.of(directory).prune(1));
                        })
                        .then(directory -> left(directory, restored))
                        .check(BackupCrashInChild::judge);
        System.out.println(report.sentence());
    }

    private static void judge(Left left, Done done) {
        boolean hasSecond = left.numbers().contains(2);
        boolean hasFirst = left.numbers().contains(1);
        boolean may =
                (hasSecond ? done.isStarted("second") : !done.isAcknowledged("second"))
                        && (hasFirst ? !done.isAcknowledged("prune") : done.isStarted("prune"));
        String value = (hasSecond ? "new" : "old").repeat(100);
        boolean isWhole = left.newest().size() == KEYS && left.newest().values().stream().allMatch(value::equals);
        if (!isWhole || !may) throw new AssertionError(left.numbers() + " " + done);
    }

    /// All that is there can be read, and the newest backup makes a store.
    private static Left left(Path directory, Path restored) throws Exception {
        var backups = BackupDirectory.of(directory);
        backups.verify(BackupListener.NONE);
        Files.deleteIfExists(restored);
        Files.deleteIfExists(restored.resolveSibling(restored.getFileName() + ".lock"));
        backups.restore(restored, new RestorePoint.Newest(), BackupListener.NONE);
        try (var store = Store.open(restored, SMALL)) {
            var found = Map.copyOf(store.sortedMap("map", Codec.int32(), Codec.string()));
            return new Left(BackupDirectory.numbers(directory), found);
        }
    }
}
