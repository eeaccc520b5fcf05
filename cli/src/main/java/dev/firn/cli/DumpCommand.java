package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.heap.check.DumpOptions;
import dev.firn.heap.check.StoreDump;
import dev.firn.pmem.Region;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
        footer = {
            "",
            "Examples:",
            "  firn dump bank.firn --collection accounts",
            "  firn dump --log bank.firn",
            "  firn dump --log --records --object 17 bank.firn"
        })
final class DumpCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(
            names = "--log",
            description = "Prints the segments and frames of the log instead, also of a damaged store.")
    private boolean log;

    @Option(names = "--records", description = "With --log: every record, and what it makes of its page.")
    private boolean records;

    @Option(names = "--segment", paramLabel = "N", description = "With --log: only this segment.")
    private Integer segment;

    @Option(names = "--object", paramLabel = "N", description = "With --log: only records of this object.")
    private Long object;

    @Option(names = "--collection", paramLabel = "NAME", description = "Only this collection.")
    private Optional<String> collection = Optional.empty();

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
        var options =
                DumpOptions.frames()
                        .withRecords(records)
                        .withSegment(segment == null ? OptionalInt.empty() : OptionalInt.of(segment))
                        .withObject(object == null ? OptionalLong.empty() : OptionalLong.of(object))
                        .withCollection(collection)
                        .withPrinter(new SchemaPrinter());
        boolean isStore;
        try (Region region = file.regionToRead()) {
            isStore = StoreDump.run(region, options, out::println);
        }
        if (!isStore) file.openToRead().close(); // says what it is
    }

    private void collections(PrintWriter out) {
        try (Store store = file.openToRead()) {
            var wanted =
                    collection.map(name -> List.of(Collection.named(store, name).info())).orElseGet(store::collections);
            store.read(() -> wanted.forEach(info -> collection(out, store, Collection.of(info))));
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
