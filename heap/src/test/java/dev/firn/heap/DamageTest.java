package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firn.faultinjection.fault.PoisonedRegion;
import dev.firn.faultinjection.fault.PoisonedRegion.Report;
import dev.firn.log.Entry;
import dev.firn.log.Scrub;
import dev.firn.log.SegmentTable.Use;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.BadRange.Why;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.Regions;
import dev.firn.recovery.CorruptStoreException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A part of the medium fails while the store is open: what lies there fails, by name, and nothing else does.
class DamageTest {
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4096);
    private static final int SIZE = 256 << 10;

    @TempDir Path folder;

    private final byte[] bytes = new byte[SIZE];

    private static DurableMap<Integer, String> map(Store store, String name) {
        return store.map(name, Codec.int32(), Codec.string());
    }

    /// Two collections, whose values are objects of their own.
    private static void fill(Store store) {
        for (int i = 0; i < 8; i++) {
            map(store, "one").put(i, "one " + i + "x".repeat(700));
            map(store, "two").put(i, "two " + i + "x".repeat(700));
        }
    }

    private static long record(Store store, String collection) {
        long root = ((BaseMap<Integer, String>) map(store, collection)).core.tree.root;
        return Entry.address(store.engine.log.mapping().entry(root));
    }

    @ParameterizedTest
    @EnumSource
    void theOtherCollectionGoesOnInEveryWay(Report report) {
        var region = new PoisonedRegion(Regions.ofMemory(MemorySegment.ofArray(bytes)), report);
        var store = Store.open(region, OPTIONS);
        fill(store);
        long root = record(store, "one");
        region.poison(root, 8);
        var fault = catchThrowableOfType(DamagedObjectException.class, () -> map(store, "one").get(3));
        assertThat(fault.collection()).isEqualTo("one");
        assertThat(fault.at()).isEqualTo(root & -64);
        assertThat(fault).hasMessageContaining("\"one\"").hasMessageContaining("cannot be read");
        assertThat(map(store, "two").get(3)).startsWith("two 3");
        map(store, "two").put(3, "new");
        store.transact(() -> map(store, "two").put(4, "newer"));
        assertThat(map(store, "two").get(3)).isEqualTo("new");
        assertThat(store.badRanges()).containsExactly(new BadRange(root & -64, 64, Why.UNREADABLE));
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatNeedsADamagedPageFailsAloneAndLeavesNothing(Report report) {
        var region = new PoisonedRegion(Regions.ofMemory(MemorySegment.ofArray(bytes)), report);
        var store = Store.open(region, OPTIONS);
        fill(store);
        region.poison(record(store, "one"), 8);
        long commits = store.metrics().commits();
        assertThatThrownBy(() -> map(store, "one").put(9, "nine")).isInstanceOf(DamagedObjectException.class);
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map(store, "two").put(5, "half");
                            map(store, "one").put(9, "nine");
                        }))
                .isInstanceOf(DamagedObjectException.class);
        assertThat(store.metrics().commits()).isEqualTo(commits);
        assertThat(map(store, "two").get(5)).startsWith("two 5");
        map(store, "two").put(5, "five");
        region.heal();
        store.close();
        try (var again = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS)) {
            assertThat(map(again, "two").get(5)).isEqualTo("five");
            assertThat(map(again, "one")).hasSize(8);
        }
    }

    /// Readable, but not what was written: only a checksum knows, so only the scrub finds it; from then on it is typed.
    @Test
    void rotIsFoundByTheScrubAndFailsFromThenOn() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
        fill(store);
        long value = indexOf("one 3");
        bytes[(int) value + 10] ^= 1;
        assertThat(map(store, "one").get(3)).startsWith("one 3");
        assertThat(store.scrub()).hasSize(1).allSatisfy(bad -> assertThat(bad.touches(value, 1)).isTrue());
        var fault = catchThrowableOfType(DamagedObjectException.class, () -> map(store, "one").get(3));
        assertThat(fault).hasMessageContaining("checksum");
        assertThat(map(store, "two").values()).hasSize(8);
        assertThat(store.scrub()).as("nothing new").hasSize(1);
    }

    private long indexOf(String text) {
        byte[] wanted = text.getBytes();
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) return at;
        }
        throw new AssertionError(text);
    }

    @Test
    void aBadSegmentIsNeverOpenedAgain() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
        var log = store.engine.log;
        int bad = log.segments().count() - 3;
        assertThat(log.segments().use(bad)).isEqualTo(Use.FREE);
        log.condemn(new BadRange(log.superblock().base(bad) + 100, 8, Why.UNREADABLE));
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; ; i++) map(store, "one").put(i, "x".repeat(700));
                        })
                .isInstanceOf(StoreFullException.class);
        assertThat(log.segments().use(bad)).isEqualTo(Use.FREE);
        assertThat(log.segments().generation(bad)).as("openings").isZero();
        assertThat(log.segments().count(Use.FREE)).as("the reserve").isLessThan(log.segments().count() / 6);
        assertThat(log.live().sum() + 1000).as("as full as may be").isGreaterThan(store.engine.mostLive());
        assertThat(store.scrub()).as("all that is full is whole").hasSize(1);
    }

    @Test
    void whatIsBadIsKnownAfterReopening() throws Exception {
        var file = folder.resolve("store");
        var events = new ArrayList<MediaEvent>();
        try (var store = Store.open(file, OPTIONS.withMediaListener(events::add))) {
            fill(store);
            assertThat(file.resolveSibling("store.media")).as("nothing to be noted").doesNotExist();
            store.engine.condemn(new BadRange(record(store, "one"), 8, Why.CHECKSUM));
        }
        assertThat(events).hasSize(1).first().isInstanceOf(MediaEvent.Damaged.class);
        assertThat(Files.readString(file.resolveSibling("store.media"))).contains("bad 0x", "checksum", "crc32c");
        try (var store = Store.open(file, OPTIONS)) {
            assertThat(store.badRanges()).hasSize(1);
            assertThatThrownBy(() -> map(store, "one").get(1)).isInstanceOf(DamagedObjectException.class);
            assertThat(map(store, "two").get(1)).startsWith("two 1");
        }
        var notes = Files.readString(file.resolveSibling("store.media"));
        try (var store = Store.open(file, OPTIONS.withReadOnly(true))) {
            assertThat(store.badRanges()).hasSize(1);
            store.engine.condemn(new BadRange(record(store, "two"), 8, Why.CHECKSUM));
        }
        assertThat(file.resolveSibling("store.media")).as("who only reads notes nothing").hasContent(notes);
    }

    @Test
    void theScrubKeepsToItsRate() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
        fill(store);
        var clock = new AtomicLong(5);
        var scrub = new Scrub(store.engine.log, clock::get, 1_000, bad -> {});
        long done = 0;
        for (int step = 0; step < 50; step++) {
            long wait = scrub.step();
            assertThat(wait).isPositive();
            assertThat(scrub.step()).as("asked too early").isEqualTo(wait);
            clock.addAndGet(wait);
            long seconds = (clock.get() - 5) / 1_000_000_000;
            assertThat(scrub.counters().bytes()).isLessThanOrEqualTo(1_000 * (seconds + 1));
            done = scrub.counters().bytes();
        }
        assertThat(scrub.counters().passes()).isGreaterThan(10);
        assertThat(done / scrub.counters().passes()).as("bytes of a pass").isGreaterThan(8 * 2 * 700);
    }

    /// Beside a thread that verifies as fast as it can, and finds rot by itself.
    @Test
    void theStoresOwnThreadFindsRot() throws Exception {
        var found = new CompletableFuture<MediaEvent>();
        var options = OPTIONS.withScrubBytesPerSecond(1L << 40).withMediaListener(found::complete);
        try (var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), options)) {
            fill(store);
            assertThat(store.badRanges()).isEmpty();
            bytes[(int) indexOf("one 3") + 10] ^= 1;
            assertThat(found.get(20, TimeUnit.SECONDS)).isInstanceOf(MediaEvent.Damaged.class);
            assertThat(store.scrubbed().found()).isPositive();
        }
    }

    @Test
    void anUnsafeShutdownIsFollowedByALookAtEverything() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
        fill(store);
        var events = new ArrayList<MediaEvent>();
        var options = OPTIONS.withMediaListener(events::add);
        var notes = MediaFile.inMemory();
        Media.attach(new ShutdownRegion(store.region(), 7), store.engine.log, notes, options, 0);
        assertThat(events).containsExactly(new MediaEvent.VerifiedAfterUnsafeShutdown(0, 7));
        Media.attach(new ShutdownRegion(store.region(), 7), store.engine.log, notes, options, 0);
        assertThat(events).as("the same count").hasSize(1);
        bytes[(int) indexOf("one 3") + 10] ^= 1;
        assertThatThrownBy(
                        () -> Media.attach(new ShutdownRegion(store.region(), 8), store.engine.log, notes, options, 0))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("8 unsafe shutdowns");
        assertThat(notes.read().unsafeShutdowns()).as("still to be verified").hasValue(7);
    }

    @Test
    void aDeviceThatListsBadBytesIsLookedAt() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
        fill(store);
        bytes[(int) indexOf("one 3") + 10] ^= 1;
        Media.attach(store.region(), store.engine.log, MediaFile.inMemory(), OPTIONS, 512);
        assertThat(store.badRanges()).hasSize(1);
        assertThat(List.copyOf(map(store, "two").keySet())).hasSize(8);
    }
}
