package dev.firn.micrometer;

import dev.firn.heap.Store;
import dev.firn.heap.StoreMetrics;
import dev.firn.log.SpaceReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// Binds what a store says of itself ([Store#metrics], [Store#space]) to a registry, each meter with the tag `store`.
///
/// Neither this nor the meters keep a store alive: those of one that is gone stand still (counters) or are no number
/// (gauges). Asking costs some counters; the parts of the file are counted anew at most every ten seconds. Safe for use
/// by several threads.
public final class FirnMetrics implements MeterBinder {
    private final WeakReference<Store> store;
    private final Tags tags;

    /// @param name of the store, the value of the tag `store`
    public FirnMetrics(Store store, String name) {
        this(store, name, Tags.empty());
    }

    /// @param more tags of each meter
    public FirnMetrics(Store store, String name, Iterable<Tag> more) {
        this.store = new WeakReference<>(Objects.requireNonNull(store, "store"));
        this.tags = Tags.of(more).and("store", Objects.requireNonNull(name, "name"));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        var bound = store.get();
        if (bound == null) return;
        var meters = new Meters(registry, bound, tags);
        bindWork(meters);
        bindMedium(meters);
        bindMemory(meters);
        bindSpace(meters);
    }

    private static void bindWork(Meters meters) {
        meters.counter("firn.commits", "Transactions that changed something", null, StoreMetrics::commits);
        meters.counter("firn.rollbacks", "Transactions that ended without a commit", null, StoreMetrics::rollbacks);
        meters.counter(
                "firn.user",
                "Keys and values that users stored",
                BaseUnits.BYTES,
                metrics -> metrics.log().userBytes());
        String log = "Frames written to the log, by what for";
        meters.with("kind", "commit").counter("firn.log", log, BaseUnits.BYTES, metrics -> metrics.log().commitBytes());
        meters.with("kind", "move").counter("firn.log", log, BaseUnits.BYTES, metrics -> metrics.log().movedBytes());
        meters.with("kind", "checkpoint")
                .counter("firn.log", log, BaseUnits.BYTES, metrics -> metrics.log().checkpointBytes());
        meters.counter("firn.segment.openings", "Segments opened", null, m -> m.log().segmentOpenings());
        meters.counter("firn.growths", "Times the file grew", null, metrics -> metrics.log().growths());
    }

    private static void bindMedium(Meters meters) {
        meters.counter("firn.medium.writes", "Writes to the medium", null, metrics -> metrics.medium().writes());
        meters.counter("firn.medium", "Bytes stored", BaseUnits.BYTES, metrics -> metrics.medium().bytes());
        String drains = "Waits for the medium: fences where that is enough, synchronisations of the file elsewhere";
        meters.with("kind", "fence").counter("firn.medium.drains", drains, null, m -> m.medium().fences());
        meters.with("kind", "sync").counter("firn.medium.drains", drains, null, m -> m.medium().syncs());
    }

    private static void bindMemory(Meters meters) {
        meters.gauge("firn.snapshots", "Readers of the past", null, m -> m.snapshots().open());
        meters.gauge("firn.versions", "Old versions kept for them", null, m -> m.snapshots().oldVersions());
        String memory = "Memory outside the file, by owner";
        meters.with("owner", "mapping").gauge("firn.memory", memory, BaseUnits.BYTES, m -> m.memory().mapping());
        meters.with("owner", "versions").gauge("firn.memory", memory, BaseUnits.BYTES, m -> m.memory().versions());
    }

    private static void bindSpace(Meters meters) {
        part(meters, "live", SpaceReport::live);
        part(meters, "garbage", SpaceReport::garbage);
        part(meters, "free", SpaceReport::free);
        part(meters, "overhead", SpaceReport::overhead);
        segments(meters, "free", SpaceReport.Segments::free);
        segments(meters, "open", SpaceReport.Segments::open);
        segments(meters, "sealed", SpaceReport.Segments::sealed);
        segments(meters, "emptied", SpaceReport.Segments::emptied);
        meters.spaceGauge("firn.fill", "Live bytes of the room for records, from 0 to 1", null, SpaceReport::fill);
    }

    private static void part(Meters meters, String part, ToLongFunction<SpaceReport> bytes) {
        meters.with("part", part)
                .spaceGauge("firn.space", "Who has the bytes of the file", BaseUnits.BYTES, bytes::applyAsLong);
    }

    private static void segments(Meters meters, String state, ToLongFunction<SpaceReport.Segments> count) {
        meters.with("state", state)
                .spaceGauge("firn.segments", "Segments, by state", null, space -> count.applyAsLong(space.segments()));
    }

    /// Where meters go. Each meter holds the store weakly, as Micrometer does.
    private record Meters(MeterRegistry registry, Store store, Tags tags, SpaceCache cache) {
        Meters(MeterRegistry registry, Store store, Tags tags) {
            this(registry, store, tags, new SpaceCache());
        }

        Meters with(String tag, String value) {
            return new Meters(registry, store, tags.and(tag, value), cache);
        }

        void counter(String name, String what, String unit, ToLongFunction<StoreMetrics> value) {
            FunctionCounter.builder(name, store, of -> value.applyAsLong(of.metrics()))
                    .description(what)
                    .baseUnit(unit)
                    .tags(tags)
                    .register(registry);
        }

        void gauge(String name, String what, String unit, ToLongFunction<StoreMetrics> value) {
            register(name, what, unit, of -> value.applyAsLong(of.metrics()));
        }

        void spaceGauge(String name, String what, String unit, ToDoubleFunction<SpaceReport> value) {
            var cached = cache;
            register(name, what, unit, of -> cached.of(of).map(space -> value.applyAsDouble(space)).orElse(Double.NaN));
        }

        private void register(String name, String what, String unit, ToDoubleFunction<Store> value) {
            Gauge.builder(name, store, value).description(what).baseUnit(unit).tags(tags).register(registry);
        }
    }
}
