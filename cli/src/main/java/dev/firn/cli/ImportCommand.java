package dev.firn.cli;

import dev.firn.cli.crash.Meter;
import dev.firn.cli.transfer.Importer;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Regions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn import`: a store from lines of text.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Makes a store of what 'firn export' wrote.",
        description = {
            "",
            "The store is made under another name, and gets its own when everything is in it: it is there as a whole or"
                    + " not at all. With --merge entries are put into a store that exists, up to a thousand in one"
                    + " transaction; those with the same keys are replaced, and what was put before a failure stays.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn import copy.firn bank.jsonl",
            "  gunzip < accounts.jsonl.gz | firn import --merge bank.firn -"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD = "-";
    private static final int MAX_VALUE_BYTES = 1 << 30;

    @Parameters(index = "0", paramLabel = "FILE", description = "The store's file.")
    private Path store;

    @Parameters(index = "1", paramLabel = "FROM", description = "The file to read; - is standard input.")
    private String from;

    @Option(names = "--merge", description = "Puts the entries into a store that exists.")
    private boolean merge;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var options = StoreOptions.defaults().withMaxValueBytes(MAX_VALUE_BYTES);
        if (!merge && Files.exists(store)) throw new FileAlreadyExistsException(store.toString());
        try (var in = input()) {
            if (merge) {
                try (Store existing = Store.open(store, options.withCreateIfMissing(false))) {
                    read(existing, in);
                }
            } else {
                whole(options, in);
            }
        }
        return 0;
    }

    private void whole(StoreOptions options, BufferedReader in) throws IOException {
        Path unfinished = store.resolveSibling(store.getFileName() + ".importing");
        try {
            Files.deleteIfExists(unfinished);
            try (Store made = Store.create(unfinished, options)) {
                read(made, in);
            }
            if (Files.exists(store)) throw new FileAlreadyExistsException(store.toString());
            Regions.replace(unfinished, store);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".lock"));
        }
    }

    private void read(Store target, BufferedReader in) {
        // How many there will be is not known; about as many as have come by now, and then some.
        try (var meter = Meter.of(spec.commandLine().getErr(), quiet || from.equals(STANDARD), "entries")) {
            Importer.read(target, in, done -> meter.at(done, Long.highestOneBit(done) * 2, ""));
        } catch (FailedException e) {
            throw new FailedException(from + ": " + e.getMessage(), e);
        }
    }

    private BufferedReader input() throws IOException {
        return from.equals(STANDARD)
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(from), StandardCharsets.UTF_8);
    }
}
