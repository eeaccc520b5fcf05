package dev.firn.bench;

import dev.firn.bench.restart.RestartBench;
import dev.firn.bench.space.PaceBench;
import dev.firn.bench.space.SimulationTable;
import dev.firn.bench.space.SpaceBench;
import java.nio.file.Path;
import java.util.Arrays;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks with JMH's own options and writes the table. `--write FILE` names where; without it nothing is
/// written but JMH's report. `simulate` instead of options runs the [simulation][SimulationTable] of cleaning, `space`
/// [counts][SpaceBench] what a real log writes, `pace` [measures][PaceBench] what that costs in time, `restart`
/// [measures][RestartBench] openings after a kill.
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("simulate")) {
            SimulationTable.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("space")) {
            SpaceBench.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("pace")) {
            PaceBench.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("restart")) {
            RestartBench.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        int write = Arrays.asList(args).indexOf("--write");
        var jmh = write < 0 ? args : Arrays.copyOf(args, write);
        var options =
                new OptionsBuilder()
                        .parent(new CommandLineOptions(jmh))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .build();
        var results = new Runner(options).run();
        if (write >= 0) Section.writeAround(Path.of(args[write + 1]), BenchmarkPage.of(results));
    }
}
