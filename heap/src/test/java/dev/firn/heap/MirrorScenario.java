package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.MediaNotes;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Mirror;
import dev.firn.recovery.Mirror.Side;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A store in two files, of which the power takes what it takes, from each for itself; then, perhaps, one is lost.
final class MirrorScenario implements CrashScenario<Map<Integer, String>> {
    private static final int HALF = 32 << 10;
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4096);
    private static final UUID LAST_OPENING = new UUID(1, 2);
    private static final int OPERATIONS = 6;

    /// What becomes of the files after the crash.
    enum Loss {
        NONE,
        FIRST,
        SECOND
    }

    private final Loss loss;

    MirrorScenario(Loss loss) {
        this.loss = loss;
    }

    private static Side half(SimulatedRegion whole, int number) {
        var notes = MediaFile.inMemory();
        notes.write(MediaNotes.NONE.withTogether(LAST_OPENING));
        return new Side(new HalfRegion(whole, (long) number * HALF, HALF), notes);
    }

    private static Region joined(SimulatedRegion whole) {
        return Mirror.join(half(whole, 0), half(whole, 1), (_, _) -> {});
    }

    private static DurableMap<Integer, String> map(Store store) {
        return store.map("map", Codec.int32(), Codec.string());
    }

    @Override
    public SimulatedRegion prepare() {
        var whole = SimulatedRegion.create(2 * HALF, 2 * HALF);
        try (var store = Store.open(new HalfRegion(whole, 0, HALF), OPTIONS)) {
            map(store).put(0, "0");
        }
        joined(whole);
        return whole;
    }

    @Override
    public void work(SimulatedRegion whole) {
        var store = Store.open(joined(whole), OPTIONS);
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            whole.started(operation);
            map(store).put(operation, operation + "x".repeat(300 * operation));
            whole.acknowledged(operation);
        }
        store.close();
    }

    @Override
    public Map<Integer, String> recover(SimulatedRegion whole) {
        if (loss != Loss.NONE) lose(whole, loss == Loss.FIRST ? 0 : HALF);
        var store = Store.open(joined(whole), OPTIONS);
        var found = new TreeMap<>(map(store));
        // Whichever of the two were lost now: the other has all of it.
        byte[] image = whole.image();
        assertThat(alone(Arrays.copyOfRange(image, 0, HALF))).as("the first alone").isEqualTo(found);
        assertThat(alone(Arrays.copyOfRange(image, HALF, 2 * HALF))).as("the second alone").isEqualTo(found);
        return found;
    }

    /// Unless it is lost already: a rebuilding that was crashed goes on from where it is.
    private static void lose(SimulatedRegion whole, int from) {
        boolean lost = whole.view().getLong(from) == 0 && whole.view().getLong(from + 4096) == 0;
        if (lost) return;
        whole.store(from, MemorySegment.ofArray(new byte[HALF]), 0, HALF);
        whole.sync(from, HALF);
    }

    private static Map<Integer, String> alone(byte[] bytes) {
        try (var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS)) {
            return new TreeMap<>(map(store));
        }
    }

    @Override
    public void judge(Map<Integer, String> found, Progress progress) {
        assertThat(found).containsEntry(0, "0");
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            boolean there = found.containsKey(operation);
            if (progress.isAcknowledged(operation)) assertThat(there).as("operation %d", operation).isTrue();
            if (!progress.isStarted(operation)) assertThat(there).as("operation %d", operation).isFalse();
            if (there) assertThat(found).containsEntry(operation, operation + "x".repeat(300 * operation));
        }
    }
}
