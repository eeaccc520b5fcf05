package dev.firn.bench;

import dev.firn.faultinjection.SimulatedRegion;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What recording costs for each call of a simulated region.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBench {
    private static final int CALLS = 4096;
    private static final int BYTES = 1 << 16;

    private final MemorySegment source = MemorySegment.ofArray(new long[8]);
    private SimulatedRegion region;
    private SimulatedRegion confined;

    @Setup(Level.Iteration)
    public void open() {
        region = SimulatedRegion.create(BYTES, BYTES);
        confined = SimulatedRegion.confined(BYTES, BYTES);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void publish() {
        region.forget();
        for (int call = 0; call < CALLS; call++) region.publish(call * 8L & BYTES - 1, call);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void storeWord() {
        region.forget();
        for (int call = 0; call < CALLS; call++) region.store(call * 8L & BYTES - 1, source, 0, 8);
    }

    /// By the only thread that the region knows.
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void storeWordConfined() {
        confined.forget();
        for (int call = 0; call < CALLS; call++) confined.store(call * 8L & BYTES - 1, source, 0, 8);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void publishConfined() {
        confined.forget();
        for (int call = 0; call < CALLS; call++) confined.publish(call * 8L & BYTES - 1, call);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void writeLine() {
        region.forget();
        for (int call = 0; call < CALLS; call++) region.write(call * 64L & BYTES - 1, source, 0, 64);
    }
}
