package dev.firn.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirnMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir private Path directory;

    private Store open(String name) {
        return Store.open(directory.resolve(name), StoreOptions.defaults());
    }

    @Test
    void theMetersSayWhatTheStoreSays() {
        try (var store = open("a")) {
            new FirnMetrics(store, "a", Tags.of("host", "here")).bindTo(registry);
            store.map("map", Codec.string(), Codec.string()).put("key", "value");
            var metrics = store.metrics();
            assertThat(counter("firn.commits")).isEqualTo(metrics.commits()).isEqualTo(2);
            assertThat(counter("firn.user")).isEqualTo(metrics.log().userBytes()).isPositive();
            assertThat(counter("firn.log", "kind", "commit")).isEqualTo(metrics.log().commitBytes()).isPositive();
            assertThat(counter("firn.medium.writes")).isEqualTo(metrics.medium().writes()).isPositive();
            assertThat(counter("firn.medium.drains", "kind", "sync")).isEqualTo(metrics.medium().syncs());
            assertThat(counter("firn.medium.drains", "kind", "fence")).isEqualTo(metrics.medium().fences());
            assertThat(gauge("firn.memory", "owner", "mapping")).isEqualTo(metrics.memory().mapping()).isPositive();
            var iterator = store.map("map", Codec.string(), Codec.string()).entrySet().iterator();
            assertThat(gauge("firn.snapshots")).isEqualTo(1);
            assertThat(iterator.hasNext()).isTrue();
        }
    }

    @Test
    void thePartsOfTheFileAddUp() {
        try (var store = open("a")) {
            store.map("map", Codec.string(), Codec.string()).put("key", "value");
            new FirnMetrics(store, "a").bindTo(registry);
            double sum = 0;
            for (var part : new String[] {"live", "garbage", "free", "overhead"}) {
                sum += gauge("firn.space", "part", part);
            }
            assertThat(sum).isEqualTo(directory.resolve("a").toFile().length());
            assertThat(gauge("firn.segments", "state", "open")).isEqualTo(1);
            assertThat(gauge("firn.fill")).isBetween(0.0, 0.1);
        }
    }

    @Test
    void namesAndUnitsAreThoseOfMicrometer() {
        try (var store = open("a")) {
            new FirnMetrics(store, "a").bindTo(registry);
            assertThat(registry.getMeters())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(meter -> {
                        assertThat(meter.getId().getName()).matches("firn(\\.[a-z]+)+");
                        assertThat(meter.getId().getDescription()).isNotEmpty();
                        assertThat(meter.getId().getTag("store")).isEqualTo("a");
                    });
            assertThat(registry.get("firn.space").tag("part", "live").gauge().getId().getBaseUnit()).isEqualTo("bytes");
        }
    }

    @Test
    void storesAreToldApart() {
        try (var a = open("a");
                var b = open("b")) {
            new FirnMetrics(a, "a").bindTo(registry);
            new FirnMetrics(b, "b").bindTo(registry);
            b.map("map", Codec.string(), Codec.string()).put("key", "value");
            assertThat(counter("firn.commits", "store", "a")).isZero();
            assertThat(counter("firn.commits", "store", "b")).isEqualTo(2);
        }
    }

    @Test
    void aClosedStoreHasNoSpace() {
        var store = open("a");
        new FirnMetrics(store, "a").bindTo(registry);
        store.map("map", Codec.string(), Codec.string()).put("key", "value");
        store.close();
        assertThat(gauge("firn.space", "part", "live")).isNaN();
        assertThat(counter("firn.commits")).isEqualTo(2);
    }

    @Test
    void aStoreThatIsGoneIsNotKept() throws InterruptedException {
        var binder = new FirnMetrics[1];
        var store = new WeakReference<>(boundAndClosed(binder));
        for (int i = 0; i < 100 && store.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(store.get()).isNull();
        assertThat(gauge("firn.memory", "owner", "mapping")).isNaN();
        int meters = registry.getMeters().size();
        binder[0].bindTo(registry);
        assertThat(registry.getMeters()).hasSize(meters).extracting(Meter::getId).doesNotHaveDuplicates();
    }

    private Store boundAndClosed(FirnMetrics[] binder) {
        var store = open("a");
        binder[0] = new FirnMetrics(store, "a");
        binder[0].bindTo(registry);
        store.map("map", Codec.string(), Codec.string()).put("key", "value");
        store.close();
        return store;
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }
}
