package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.heap.StoreMetrics;
import dev.firn.log.SpaceReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn stats`: who has the bytes of a store.
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        header = "Shows who has the bytes of a store: live data, garbage, free room, overhead.",
        description = {"", "Nothing in the file is changed.", ""},
        footer = {"", "Examples:", "  firn stats bank.firn", "  firn stats --json bank.firn | jq .space.live"})
final class StatsCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    /// What is printed as JSON.
    ///
    /// @param memory what the store holds outside the file while it is open
    record Stats(String file, SpaceReport space, double fill, StoreMetrics.MemoryUse memory) {}

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (Store store = file.openToRead()) {
            var space = store.space();
            var memory = store.metrics().memory();
            if (json) Json.print(out, new Stats(file.path().toString(), space, space.fill(), memory));
            else SpaceText.of(file.path().toString(), space, memory).forEach(out::println);
        }
        return 0;
    }
}
