package dev.firn.cli;

import dev.firn.cli.crash.Meter;
import dev.firn.cli.transfer.Exporter;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.Store;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn export`: a store as lines of text.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Writes a store as lines of JSON that 'firn import' reads, of any version.",
        description = {
            "",
            "As of one moment; others may read and write meanwhile. Keys and values are shown as JSON where that leads"
                    + " back to exactly the same bytes, else in base 64. docs/export-format.md describes the lines.",
            "",
            "Exit codes: 0 done, 1 failed (then no file is left), 2 wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn export bank.firn bank.jsonl",
            "  firn export bank.firn - --collection accounts | gzip > accounts.jsonl.gz"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    @Mixin private StoreFile file;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "The file to write, which must not exist; - is standard output.")
    private String to;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Only this collection; may be given several times.")
    private List<String> names = List.of();

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (Store store = file.openToRead()) {
            if (to.equals(STANDARD)) export(store, spec.commandLine().getOut(), true);
            else toFile(store, Path.of(to));
        }
        return 0;
    }

    /// Under another name at first: a file that is there is whole.
    private void toFile(Store store, Path path) throws IOException {
        if (Files.exists(path)) throw new FileAlreadyExistsException(path.toString());
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            try (Writer out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                export(store, out, quiet);
            }
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void export(Store store, Writer out, boolean silent) {
        var wanted = wanted(store);
        long total = silent ? 0 : wanted.stream().mapToLong(info -> Collection.of(info).size(store)).sum();
        try (var meter = Meter.of(spec.commandLine().getErr(), silent, "entries")) {
            Exporter.write(store, wanted, out, done -> meter.at(done, total, ""));
        }
    }

    private List<CollectionInfo> wanted(Store store) {
        if (names.isEmpty()) return store.collections();
        return names.stream().map(name -> Collection.named(store, name).info()).toList();
    }
}
