package dev.firn.heap.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firn.heap.Captures;
import dev.firn.heap.Codec;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.SnapshotTooOldException;
import dev.firn.heap.Store;
import dev.firn.heap.StoreFullException;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// What is restored is what was there when the backup was taken.
class BackupTest {
    private static final int SEGMENT = 4 << 10;
    private static final int SEGMENTS = 128;
    private static final int BYTES = 2 * 4096 + SEGMENTS * SEGMENT;
    private static final StoreOptions SMALL =
            StoreOptions.defaults().withSegmentBytes(SEGMENT).withInitialBytes(BYTES).withMaxBytes(BYTES);

    @TempDir private Path folder;

    private Path backups;
    private Path target;

    @BeforeEach
    void names() {
        backups = folder.resolve("backups");
        target = folder.resolve("restored.firn");
    }

    private static Region region() {
        return Regions.ofMemory(MemorySegment.ofArray(new long[BYTES / Long.BYTES]));
    }

    private static DurableSortedMap<Integer, String> map(Store store) {
        return store.sortedMap("map", Codec.int32(), Codec.string());
    }

    /// One change, in a transaction together with its number.
    private static void change(Store store, Random random, int number, Map<Integer, String> model) {
        int key = (int) (150 * random.nextDouble() * random.nextDouble());
        boolean removes = random.nextInt(6) == 0;
        String value = number + " " + "v".repeat(random.nextInt(random.nextInt(30) == 0 ? 3000 : 300));
        try {
            store.transact(() -> {
                var map = map(store);
                if (removes) map.remove(key);
                else map.put(key, value);
                map.put(-1, "" + number);
            });
        } catch (StoreFullException undone) {
            return;
        }
        if (removes) model.remove(key);
        else model.put(key, value);
        model.put(-1, "" + number);
    }

    private Map<Integer, String> restored(RestorePoint point) throws IOException {
        Files.deleteIfExists(target);
        var report = BackupDirectory.of(backups).restore(target, point, BackupListener.NONE);
        assertThat(report.check().isClean()).isTrue();
        try (Store store = Store.open(target, StoreOptions.defaults().withSegmentBytes(SEGMENT))) {
            var found = new TreeMap<>(map(store));
            map(store).put(-2, "it can be written"); // and goes on
            assertThat(map(store).remove(-2)).isNotNull();
            assertThat(new TreeMap<>(map(store))).isEqualTo(found);
            return found;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void eachBackupOfACleanedStoreIsTheStoreOfThatMoment(long seed) throws IOException {
        var random = new Random(seed);
        var model = new TreeMap<Integer, String>();
        var models = new HashMap<Long, Map<Integer, String>>();
        var region = region();
        int number = 0;
        long reuses = 0;
        for (int life = 0; life < 3; life++) {
            Store store = Store.open(region, SMALL);
            for (int i = 0; i < 900; i++) {
                change(store, random, number++, model);
                if (random.nextInt(300) != 0 && i != 899) continue;
                var report = store.backup(backups, BackupListener.NONE);
                models.put(report.backup().stamp(), new TreeMap<>(model));
            }
            reuses += store.metrics().log().segmentOpenings();
            if (life == 1) store.close();
        }
        assertThat(reuses).as("openings of segments, so that some were used again").isGreaterThan(3L * SEGMENTS / 2);
        var all = BackupDirectory.of(backups).list();
        assertThat(all).hasSizeGreaterThan(3);
        BackupDirectory.of(backups).verify(BackupListener.NONE);
        for (var backup : all) {
            assertThat(restored(new RestorePoint.Stamp(backup.stamp())))
                    .as("backup " + backup.number())
                    .isEqualTo(models.get(backup.stamp()));
        }
    }

    /// In page mode, where commits share synchronisations; the file is on a disk.
    @Test
    void backupsBesideAWriterAreOneMoment() throws Exception {
        var states = new ConcurrentSkipListMap<Integer, Map<Integer, String>>();
        var last = new AtomicLong();
        var stop = new AtomicBoolean();
        var roomy = SMALL.withMaxBytes(4L * BYTES); // or the writer's need of room ends backups
        try (Store store = Store.open(folder.resolve("busy.firn"), roomy)) {
            var writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                var random = new Random(7);
                                var model = new TreeMap<Integer, String>();
                                for (int i = 0; !stop.get(); i++) {
                                    change(store, random, i, model);
                                    states.put(i, new TreeMap<>(model));
                                    last.set(i);
                                }
                            });
            for (int round = 0; round < 4; round++) {
                long from = last.get();
                while (last.get() < from + 120 && writer.isAlive()) Thread.onSpinWait();
                long before = last.get();
                store.backup(backups, BackupListener.NONE);
                states.headMap((int) before).clear();
                var found = restored(RestorePoint.NEWEST);
                int number = Integer.parseInt(found.get(-1));
                assertThat((long) number).isGreaterThanOrEqualTo(before);
                while (last.get() < number && writer.isAlive()) Thread.onSpinWait();
                assertThat(found).isEqualTo(states.get(number));
            }
            stop.set(true);
            writer.join();
            assertThat(store.metrics().snapshots().open()).isZero();
        }
    }

    /// Segments are held back while they are copied; where the store needs them, the backup ends and is none.
    @Test
    void aStoreThatNeedsTheRoomEndsTheBackup() throws IOException {
        Store store = Store.open(region(), SMALL);
        var model = new TreeMap<Integer, String>();
        var random = new Random(8);
        for (int i = 0; i < 400; i++) change(store, random, i, model);
        Captures.use(
                store,
                source -> {
                    for (int i = 400; i < 1800; i++) change(store, random, i, model);
                    assertThatThrownBy(() -> BackupDirectory.of(backups).take(source, BackupListener.NONE))
                            .isInstanceOf(SnapshotTooOldException.class);
                });
        assertThat(BackupDirectory.of(backups).list()).isEmpty();
        store.backup(backups, BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(model);
    }

    @Test
    void onlyWhatIsNewIsCopied() throws IOException {
        var region = region();
        Store store = Store.open(region, SMALL);
        var model = new TreeMap<Integer, String>();
        var random = new Random(5);
        for (int i = 0; i < 300; i++) change(store, random, i, model);
        var first = store.backup(backups, BackupListener.NONE);
        assertThat(first.copiedBytes()).isEqualTo(first.backup().bytes());
        assertThat(first.copiedSegments()).isEqualTo(first.backup().segments());
        var again = store.backup(backups, BackupListener.NONE);
        assertThat(again.copiedBytes()).isZero();
        map(store).put(1, "one change");
        var third = store.backup(backups, BackupListener.NONE);
        assertThat(third.copiedSegments()).isBetween(1, 2);
        assertThat(third.copiedBytes()).isLessThanOrEqualTo(2L * SEGMENT);
        long written = bytesIn(backups);
        assertThat(written).isEqualTo(first.copiedBytes() + third.copiedBytes());
    }

    private static long bytesIn(Path directory) throws IOException {
        long bytes = 0;
        for (Path file : files(directory, "segment-")) bytes += Files.size(file);
        return bytes;
    }

    private static List<Path> files(Path directory, String prefix) throws IOException {
        try (var all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
        }
    }

    @Test
    void pruningKeepsWhatTheRestNeeds() throws IOException {
        Store store = Store.open(region(), SMALL);
        var model = new TreeMap<Integer, String>();
        var random = new Random(9);
        for (int i = 0; i < 1500; i++) {
            change(store, random, i, model);
            if (i % 300 == 299) store.backup(backups, BackupListener.NONE);
        }
        var directory = BackupDirectory.of(backups);
        long before = bytesIn(backups);
        assertThat(directory.prune(2)).isPositive().isEqualTo(before - bytesIn(backups));
        assertThat(directory.list()).extracting(Backup::number).containsExactly(4, 5);
        directory.verify(BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(model);
        assertThat(directory.prune(2)).isZero();
        assertThat(store.backup(backups, BackupListener.NONE).backup().number()).isEqualTo(6);
    }

    @Test
    void aTimeIsThatOfTheLastBackupBefore() throws IOException {
        Store store = Store.open(region(), SMALL);
        map(store).put(1, "first");
        var first = store.backup(backups, BackupListener.NONE).backup();
        map(store).put(1, "second");
        store.backup(backups, BackupListener.NONE);
        assertThat(restored(new RestorePoint.Time(first.time()))).containsEntry(1, "first");
        assertThat(restored(new RestorePoint.Time(Instant.now()))).containsEntry(1, "second");
        assertThatThrownBy(() -> restored(new RestorePoint.Time(first.time().minusNanos(1000))))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there is no backup of");
    }

    /// Where nothing was emptied, every commit between two backups, and before the first, can be reached.
    @Test
    void everyStampCanBeReachedWhereNothingWasEmptied() throws IOException {
        Store store = Store.open(region(), SMALL);
        var random = new Random(11);
        var model = new TreeMap<Integer, String>();
        var states = new TreeMap<Long, Map<Integer, String>>();
        for (int i = 0; i < 60; i++) {
            change(store, random, i, model);
            if (i == 20) store.backup(backups, BackupListener.NONE);
            Captures.use(store, source -> states.put(source.stamp(), new TreeMap<>(model)));
        }
        store.backup(backups, BackupListener.NONE);
        assertThat(states).hasSize(60);
        for (var state : states.entrySet()) {
            assertThat(restored(new RestorePoint.Stamp(state.getKey())))
                    .as("stamp " + state.getKey())
                    .isEqualTo(state.getValue());
        }
        long last = states.lastKey();
        assertThatThrownBy(() -> restored(new RestorePoint.Stamp(last + 1)))
                .hasMessageContaining("the newest backup is");
    }

    /// Between backups of a store that is cleaned, a stamp is reached rightly, or refused.
    @Test
    void whatCannotBeProvenIsRefused() throws IOException {
        Store store = Store.open(region(), SMALL);
        var random = new Random(12);
        var model = new TreeMap<Integer, String>();
        var states = new TreeMap<Long, Map<Integer, String>>();
        for (int i = 0; i < 1500; i++) {
            change(store, random, i, model);
            if (i < 1100) continue;
            if (i % 10 == 0) store.backup(backups, BackupListener.NONE);
            if (i % 7 == 0) Captures.use(store, source -> states.put(source.stamp(), new TreeMap<>(model)));
        }
        int reached = 0;
        int refused = 0;
        for (var state : states.entrySet()) {
            try {
                assertThat(restored(new RestorePoint.Stamp(state.getKey()))).isEqualTo(state.getValue());
                reached++;
            } catch (BackupException e) {
                assertThat(e).hasMessageContaining("there is no backup of stamp");
                refused++;
            }
        }
        assertThat(reached).as("reached, %d refused", refused).isPositive();
        assertThat(refused).as("refused, %d reached", reached).isPositive();
    }

    @Test
    void nothingIsReplacedAndNothingIsMixed() throws IOException {
        Store store = Store.open(region(), SMALL);
        map(store).put(1, "mine");
        store.backup(backups, BackupListener.NONE);
        Files.writeString(target, "something else");
        var directory = BackupDirectory.of(backups);
        assertThatThrownBy(() -> directory.restore(target, RestorePoint.NEWEST, BackupListener.NONE))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("exists already");
        assertThat(target).hasContent("something else");
        Store other = Store.open(region(), SMALL);
        assertThatThrownBy(() -> other.backup(backups, BackupListener.NONE))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("holds backups of store");
        assertThatThrownBy(() -> BackupDirectory.of(folder).restore(target, RestorePoint.NEWEST, BackupListener.NONE))
                .isInstanceOf(BackupException.class);
    }

    /// Both go on from one backup, and what the one writes is never taken for what the other did.
    @Test
    void aRestoredStoreIsAnotherStore() throws IOException {
        Store store = Store.open(region(), SMALL);
        map(store).put(1, "mine");
        store.backup(backups, BackupListener.NONE);
        restored(RestorePoint.NEWEST);
        try (Store copy = Store.open(target, StoreOptions.defaults().withSegmentBytes(SEGMENT))) {
            assertThatThrownBy(() -> copy.backup(backups, BackupListener.NONE))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("a restored store is another store");
            copy.backup(folder.resolve("others"), BackupListener.NONE);
        }
    }

    /// Of every byte of the manifest, and of many of the segments, one bit.
    @Test
    void aFlippedBitIsRefusedAndItsPlaceIsNamed() throws IOException {
        Store store = Store.open(region(), SMALL);
        for (int i = 0; i < 40; i++) map(store).put(i, "value " + i);
        store.backup(backups, BackupListener.NONE);
        var directory = BackupDirectory.of(backups);
        var random = new Random(3);
        var all = new ArrayList<>(files(backups, "segment-"));
        all.addAll(files(backups, "backup-"));
        for (Path file : all) {
            byte[] whole = Files.readAllBytes(file);
            int step = file.getFileName().toString().startsWith("segment-") ? 39 : 1;
            for (int at = 0; at < whole.length; at += step) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                var found = catchThrowable(() -> directory.verify(BackupListener.NONE));
                assertThat(found).as("%s, byte %d", file, at).isInstanceOf(BackupException.class);
                assertThat(found).hasMessageContaining(file.toString());
                if (at % 780 != 0) continue;
                assertThatThrownBy(() -> directory.restore(target, RestorePoint.NEWEST, BackupListener.NONE))
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining(file.toString());
                assertThat(files(folder, "restored")).isEmpty();
            }
            Files.write(file, whole);
        }
        Path segment = all.getFirst();
        Files.write(segment, new byte[10]);
        assertThatThrownBy(() -> directory.verify(BackupListener.NONE)).hasMessageContaining("expected");
        Files.delete(segment);
        assertThatThrownBy(() -> directory.verify(BackupListener.NONE)).hasMessageContaining("it is missing");
        store.backup(backups, BackupListener.NONE);
        directory.verify(BackupListener.NONE);
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// As a kill: what was written stays.
    @ParameterizedTest
    @EnumSource(
            value = BackupStep.class,
            mode = Mode.EXCLUDE,
            names = {"DROP_MANIFEST", "SYNC_DROPPED", "DROP_SEGMENT"})
    void aCrashBeforeAnyStepLeavesTheOlderBackups(BackupStep last) throws IOException {
        Store store = Store.open(region(), SMALL);
        var model = new TreeMap<Integer, String>();
        var random = new Random(4);
        for (int i = 0; i < 200; i++) change(store, random, i, model);
        store.backup(backups, BackupListener.NONE);
        var old = new TreeMap<>(model);
        for (int i = 200; i < 300; i++) change(store, random, i, model);
        var directory = BackupDirectory.of(backups);
        int[] passed = {0};
        assertThatThrownBy(() ->
                        crashing(
                                store,
                                step -> {
                                    if (step == last && passed[0]++ >= (last.name().endsWith("SEGMENT") ? 2 : 0))
                                        throw new Crash();
                                }))
                .isInstanceOf(Crash.class);
        directory.verify(BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(last == BackupStep.SYNC_MANIFEST ? model : old);
        store.backup(backups, BackupListener.NONE);
        assertThat(files(backups, "").toString()).doesNotContain("unfinished");
        directory.verify(BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(model);
    }

    private void crashing(Store store, Consumer<BackupStep> seam) {
        Captures.use(store, source -> BackupDirectory.of(backups).take(source, BackupListener.NONE, seam));
    }

    @ParameterizedTest
    @EnumSource(
            value = BackupStep.class,
            names = {"DROP_MANIFEST", "SYNC_DROPPED", "DROP_SEGMENT"})
    void aCrashWhilePruningLeavesTheKeptOnes(BackupStep last) throws IOException {
        Store store = Store.open(region(), SMALL);
        var model = new TreeMap<Integer, String>();
        var random = new Random(6);
        for (int i = 0; i < 900; i++) {
            change(store, random, i, model);
            if (i % 300 == 299) store.backup(backups, BackupListener.NONE);
        }
        var directory = BackupDirectory.of(backups);
        assertThatThrownBy(() ->
                        directory.prune(
                                1,
                                step -> {
                                    if (step == last) throw new Crash();
                                }))
                .isInstanceOf(Crash.class);
        directory.verify(BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(model);
        directory.prune(1);
        directory.verify(BackupListener.NONE);
        assertThat(restored(RestorePoint.NEWEST)).isEqualTo(model);
    }

    @Test
    void whoCancelsLeavesNothing() throws IOException {
        Store store = Store.open(region(), SMALL);
        var model = new TreeMap<Integer, String>();
        for (int i = 0; i < 200; i++) change(store, new Random(i), i, model);
        var after =
                new BackupListener() {
                    private int asked;

                    @Override
                    public boolean isCancelled() {
                        return ++asked > 5;
                    }
                };
        assertThatThrownBy(() -> store.backup(backups, after)).hasMessageContaining("cancelled");
        assertThat(BackupDirectory.of(backups).list()).isEmpty();
        store.backup(backups, BackupListener.NONE);
        assertThatThrownBy(() -> BackupDirectory.of(backups).restore(target, RestorePoint.NEWEST, after))
                .hasMessageContaining("cancelled");
        assertThat(files(folder, "restored")).isEmpty();
    }

    @Test
    void oneAtATime() throws IOException {
        Store store = Store.open(region(), SMALL);
        map(store).put(1, "mine");
        store.backup(backups, BackupListener.NONE);
        try (var _ = BackupLock.on(backups)) {
            assertThatThrownBy(() -> store.backup(backups, BackupListener.NONE))
                    .hasMessageContaining("is at work there");
        }
        store.backup(backups, BackupListener.NONE);
    }
}
