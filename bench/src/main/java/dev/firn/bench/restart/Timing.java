package dev.firn.bench.restart;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// What something took, in milliseconds: of the clock, and of all processors.
///
/// @param best of the clock
/// @param median of the clock
/// @param cpu mean of the processors, compiler and collector included: they are counted in ticks, often of 10 ms
record Timing(double best, double median, double cpu) {
    /// Work that is measured, and what must be done after it, which is not.
    interface Work {
        AutoCloseable run() throws Exception;
    }

    /// Does it some times for the JVM to warm up, and then `times` times.
    static Timing of(int warm, int times, Work work) throws Exception {
        for (int i = 0; i < warm; i++) work.run().close();
        var clock = new double[times];
        long cpu = 0;
        for (int i = 0; i < times; i++) {
            long cpuBefore = cpuNanos();
            long before = System.nanoTime();
            var after = work.run();
            clock[i] = (System.nanoTime() - before) / 1e6;
            cpu += cpuNanos() - cpuBefore;
            after.close();
        }
        Arrays.sort(clock);
        return new Timing(clock[0], clock[times / 2], cpu / 1e6 / times);
    }

    /// 0 where nobody counts it.
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// Three cells of a table.
    String cells() {
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f", best, median, cpu);
    }
}
