package dev.firn.bench;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Crash exploration on one core: whole explorations, recording included, and in `recovered` and `states` how many
/// images were recovered and judged in a second, and how many (crash point, image) pairs were looked at.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CrashBench {
    /// By which JMH multiplies.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counts {
        public long recovered;
        public long states;
    }

    @Param({"JAVA", "PX86", "WORDS"})
    public CrashModel model;

    @Benchmark
    public Object toyLog(Counts counts) {
        return explore(new CrashSubjects.ToyLog(32), counts);
    }

    @Benchmark
    public Object realLog(Counts counts) {
        return explore(new CrashSubjects.RealLog(6), counts);
    }

    private Object explore(CrashScenario<?> scenario, Counts counts) {
        var options = CrashOptions.defaults().withModels(model).withNested(0).withRecoverTwice(false);
        var report = CrashExplorer.explore(scenario, options);
        counts.recovered += report.images();
        counts.states += report.images() + report.repeated();
        return report;
    }
}
