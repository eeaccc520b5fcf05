package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.pmem.Region;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn dump`: a whole store as text.
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        header = "Prints a store as text: every collection with every entry, or the log's frames.",
        description = {
            "",
            "Each collection is a line with its name and type, then a line for each entry: key and value as JSON. Types"
                    + " that only the application knows are shown as bytes. Nothing in the file is changed.",
            ""
        },
        footer = {"", "Examples:", "  firn dump bank.firn", "  firn dump --log bank.firn"})
final class DumpCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(names = "--log", description = "Prints the segments and frames of the log instead.")
    private boolean log;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (log) frames(out);
        else collections(out);
        out.flush();
        return 0;
    }

    private void frames(PrintWriter out) {
        try (Region region = file.regionToRead()) {
            new LogDump(file.recoverToRead(region).log(), out::println).run();
        }
    }

    private void collections(PrintWriter out) {
        try (Store store = file.openToRead()) {
            store.read(() -> store.collections().forEach(info -> collection(out, store, Collection.of(info))));
        }
    }

    private static void collection(PrintWriter out, Store store, Collection collection) {
        out.println("%s (%s)".formatted(Json.line(collection.info().name()), collection.type()));
        switch (collection.info().kind()) {
            case MAP, SORTED_MAP ->
                    collection
                            .map(store)
                            .forEach((key, value) ->
                                    out.println("  %s: %s".formatted(Json.line(key), Json.line(value))));
            case REF ->
                    store.ref(collection.info().name(), collection.values())
                            .get()
                            .ifPresent(value -> out.println("  " + Json.line(value)));
        }
    }
}
