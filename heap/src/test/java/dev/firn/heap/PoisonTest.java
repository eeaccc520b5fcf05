package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firn.faultinjection.fault.PoisonedRegion;
import dev.firn.faultinjection.fault.PoisonedRegion.Report;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each cache line of a store cannot be read in turn: who needs it is told so with the range, who does not need it is
/// served, and nobody gets a wrong value.
class PoisonTest {
    private static final int LINE = 64;

    private final byte[] image = StoreCorruptionTest.small();
    private final StoreReader.Found whole = new StoreReader(Set.of()).read(image.clone());

    @ParameterizedTest
    @EnumSource
    void eachLineUnderAnOpenStore(Report report) {
        var region = new PoisonedRegion(memory(image), report);
        var store = Store.open(region, GoldenStoreTest.OPTIONS.withReadOnly(true));
        var paths = paths(store);
        int met = 0;
        int served = 0;
        for (int at = 0; at < image.length; at += LINE) {
            region.poison(at, LINE);
            for (var path : paths.entrySet()) {
                if (isServed(path.getValue(), path.getKey(), at, report)) served++;
                else met++;
            }
            store.engine.log.pardon(0, image.length);
        }
        assertThat(met).isGreaterThan(100);
        assertThat(served).as("most reads need few lines").isGreaterThan(5 * met);
        region.heal();
        assertThat(StoreReader.found(store)).isEqualTo(whole);
    }

    /// Whether it gave the right answer; otherwise it must have named the line.
    private static boolean isServed(Callable<Boolean> path, String name, int line, Report report) {
        try {
            assertThat(path.call()).as("%s with line 0x%x", name, line).isTrue();
            return true;
        } catch (Exception fault) {
            assertThat(fault).as("%s with line 0x%x", name, line).isInstanceOf(DamagedObjectException.class);
            requireNamed((DamagedObjectException) fault, line);
            return false;
        }
    }

    private static void requireNamed(DamagedObjectException fault, int line) {
        assertThat(fault.at()).isEqualTo(line);
        assertThat(fault.length()).isEqualTo(LINE);
        assertThat(fault.object()).isPositive();
        assertThat(fault.collection()).isNotEmpty();
    }

    /// Every way of reading, each saying whether it found what is there.
    private Map<String, Callable<Boolean>> paths(Store store) {
        var map = GoldenStoreTest.map(store);
        var ref = store.ref("long", Codec.string());
        var model = new TreeMap<>(whole.map());
        var paths = new LinkedHashMap<String, Callable<Boolean>>();
        for (var key : model.keySet()) paths.put("get " + key, () -> model.get(key).equals(map.get(key)));
        paths.put("get of what is not there", () -> map.get("no such key") == null);
        paths.put("containsKey", () -> map.containsKey(model.firstKey()));
        paths.put("iteration", () -> new ArrayList<>(map.keySet()).equals(new ArrayList<>(model.keySet())));
        paths.put("values", () -> new ArrayList<>(map.values()).equals(new ArrayList<>(model.values())));
        paths.put("downwards", () -> map.descendingMap().equals(model));
        paths.put("a range", () -> map.headMap("key 3").equals(model.headMap("key 3")));
        paths.put("floorKey", () -> model.floorKey("key 4").equals(map.floorKey("key 4")));
        paths.put("size", () -> map.subMap("a", "z").size() == model.size());
        paths.put("a snapshot", () -> store.<Boolean, RuntimeException>read(() -> map.equals(model)));
        paths.put("a value in chunks", () -> ref.get().orElseThrow().equals(whole.text()));
        paths.put("the catalogue", () -> store.collections().size() == whole.collections().size());
        return paths;
    }

    @ParameterizedTest
    @EnumSource
    void eachLineWhileAStoreIsOpened(Report report) {
        int refused = 0;
        for (int at = 0; at < image.length; at += LINE) {
            byte[] bytes = image.clone();
            var region = new PoisonedRegion(memory(bytes), report);
            region.poison(at, LINE);
            var failure = catchThrowable(() -> assertThat(contents(region)).isEqualTo(whole));
            if (failure == null) continue;
            assertThat(failure).as("line 0x%x", at).isInstanceOf(FirnException.class);
            refused++;
            assertThat(new StoreReader(Set.of()).read(bytes)).as("line 0x%x", at).isEqualTo(whole);
        }
        assertThat(refused).isGreaterThan(50);
    }

    private static StoreReader.Found contents(Region region) {
        try (var store = Store.open(region, GoldenStoreTest.OPTIONS)) {
            return StoreReader.found(store);
        }
    }

    private static Region memory(byte[] bytes) {
        return Regions.ofMemory(MemorySegment.ofArray(bytes));
    }
}
