package dev.firn.bench.space;

import dev.firn.bench.Machine;
import dev.firn.bench.Section;
import dev.firn.bench.space.Traffic.Kind;
import dev.firn.heap.RecordStore;
import dev.firn.log.LogOptions;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What making room costs in time: commits of 1 KiB into logs that are more and less full, by turns in one run, so that
/// what else the machine does meets all of them. Prints rows in Markdown; `--write FILE` puts them into the section
/// `pace` of a page.
///
/// The first log is so empty that nothing is cleaned while it is measured.
public final class PaceBench {
    private static final int SEGMENTS = 2048;
    private static final int SEGMENT_BYTES = 128 << 10;
    private static final int ROUNDS = 40;
    private static final int PUTS = 10_000;
    private static final double NEARLY = 0.97;

    private final List<Subject> subjects;

    private PaceBench(Arena arena) {
        this.subjects =
                List.of(new Subject(arena, 0.02), new Subject(arena, 0.5), new Subject(arena, 0.9), new Subject(arena));
    }

    /// One log, warm.
    private static final class Subject {
        private final double fill; // negative: nearly all
        private final String name;
        private final RecordStore store;
        private final Traffic traffic;
        private final MemorySegment content = MemorySegment.ofArray(new byte[Amplification.CONTENT]);
        private final long[] nanos = new long[ROUNDS * PUTS];
        private final double[] rates = new double[ROUNDS];
        private int round;

        Subject(Arena arena, double fill) {
            this(arena, fill, "%.0f %%".formatted(100 * fill));
        }

        /// As full as it may be, nearly.
        Subject(Arena arena) {
            this(arena, -1, "%.0f %% of the limit".formatted(100 * NEARLY));
        }

        private Subject(Arena arena, double fill, String name) {
            this.fill = fill;
            this.name = name;
            long bytes = SuperblockLayout.dataStart(SEGMENT_BYTES) + (long) SEGMENTS * SEGMENT_BYTES;
            var region = Regions.ofMemory(arena.allocate(bytes, 4096));
            var options = LogOptions.defaults().withSegmentBytes(SEGMENT_BYTES).withMaxBytes(region.size());
            this.store = new RecordStore(region, options);
            int objects = 0;
            for (; !isFilled(objects); objects++) store.put(store.log().newObject(), content);
            this.traffic = new Traffic(Kind.ZIPF, objects, new SplittableRandom(1));
            for (long i = 0; isCleaned() && i < 3L * objects; i++) put();
        }

        private boolean isFilled(int objects) {
            if (fill >= 0) return objects >= fill * SEGMENTS * SEGMENT_BYTES / Amplification.FOOTPRINT;
            return store.log().live().sum() >= NEARLY * store.mostLive();
        }

        private boolean isCleaned() {
            return fill < 0 || fill >= 0.1;
        }

        private void put() {
            store.put(1 + traffic.next(), content);
        }

        void round() {
            long start = System.nanoTime();
            for (int i = 0; i < PUTS; i++) {
                long began = System.nanoTime();
                put();
                nanos[round * PUTS + i] = System.nanoTime() - began;
            }
            rates[round++] = PUTS / ((System.nanoTime() - start) / 1e9);
        }

        double rate() {
            var sorted = rates.clone();
            Arrays.sort(sorted);
            return sorted[ROUNDS / 2];
        }

        double micros(double quantile) {
            var sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))] / 1e3;
        }

        boolean hasCleaned() {
            return store.log().counters().movedBytes() > 0;
        }
    }

    public static void main(String[] args) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var bench = new PaceBench(arena);
            for (int round = 0; round < ROUNDS; round++) bench.subjects.forEach(Subject::round);
            boolean writes = args.length > 1 && args[args.length - 2].equals("--write");
            if (writes) Section.write(Path.of(args[args.length - 1]), "pace", bench.text());
            else System.out.print(bench.text());
        }
    }

    private String text() {
        var text = new StringBuilder();
        line(
                text,
                """
                Written by `./firn bench pace`: %s; load %s; %d segments of %d KiB in memory, records of 1 KiB, one a commit, Zipf 0.99, by
                turns of %d commits, medians of %d turns.

                | fill | copies were made | commits a second | of those at 50 %% | p50 us | p99 us | p99.9 us | of that without copies | longest ms |
                |---:|---|---:|---:|---:|---:|---:|---:|---:|\
                """,
                Machine.name(),
                Machine.load(),
                SEGMENTS,
                SEGMENT_BYTES >> 10,
                PUTS,
                ROUNDS);
        var idle = subjects.getFirst();
        var half = subjects.get(1);
        for (var is : subjects) {
            line(
                    text,
                    "| %s | %s | %.0f | %.2f | %.1f | %.1f | %.1f | %.1f | %.1f |",
                    is.name,
                    is.hasCleaned() ? "yes" : "no",
                    is.rate(),
                    is.rate() / half.rate(),
                    is.micros(0.5),
                    is.micros(0.99),
                    is.micros(0.999),
                    is.micros(0.999) / idle.micros(0.999),
                    is.micros(1) / 1e3);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append("\n");
    }
}
