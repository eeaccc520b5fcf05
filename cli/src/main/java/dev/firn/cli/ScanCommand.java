package dev.firn.cli;

import dev.firn.heap.Store;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn scan`: entries in order.
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        header = "Prints a map's entries, one a line, as of one moment.",
        description = {"", "Key and value are separated by a tab; with --json each line is an array of the two.", ""},
        footer = {
            "",
            "Examples:",
            "  firn scan words.firn words --limit 10",
            "  firn scan words.firn words --from a --to b        all that begins with a",
            "  firn scan --json --reverse bank.firn transfers --limit 1"
        })
final class ScanCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Parameters(index = "1", paramLabel = "MAP", description = "The map's name.")
    private String name;

    @Option(names = "--from", paramLabel = "KEY", description = "Begins at this key (sorted maps).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "KEY", description = "Ends before this key (sorted maps).")
    private Optional<String> to = Optional.empty();

    @Option(names = "--reverse", description = "Goes backwards (sorted maps).")
    private boolean reverse;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + Long.MAX_VALUE,
            showDefaultValue = Visibility.NEVER,
            description = "No more than N entries.")
    private long limit;

    @Option(names = "--json", description = "Prints JSON lines.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (Store store = file.openToRead()) {
            Collection collection = Collection.named(store, name);
            store.read(() -> {
                var left = limit;
                for (var entry : entries(store, collection).entrySet()) {
                    if (left-- <= 0) break;
                    say(out, collection, entry);
                }
            });
        }
        out.flush();
        return 0;
    }

    private Map<Object, Object> entries(Store store, Collection collection) {
        if (from.isEmpty() && to.isEmpty() && !reverse) return collection.map(store);
        NavigableMap<Object, Object> range = collection.sortedMap(store);
        if (from.isPresent()) range = range.tailMap(Argument.parse(from.get(), collection.keys()), true);
        if (to.isPresent()) range = range.headMap(Argument.parse(to.get(), collection.keys()), false);
        return reverse ? range.descendingMap() : range;
    }

    private void say(PrintWriter out, Collection collection, Map.Entry<Object, Object> entry) {
        if (json) {
            out.println(Json.line(List.of(entry.getKey(), entry.getValue())));
        } else {
            out.println(
                    Argument.show(entry.getKey(), collection.keys())
                            + "\t"
                            + Argument.show(entry.getValue(), collection.values()));
        }
    }
}
