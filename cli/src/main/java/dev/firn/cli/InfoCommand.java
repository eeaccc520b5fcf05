package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.log.format.Feature;
import dev.firn.recovery.RecoveryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn info`: what a store is and has.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        header = "Says what a store is: its size, its state, its collections.",
        description = {"", "Nothing in the file is changed.", ""},
        footer = {"", "Examples:", "  firn info bank.firn", "  firn info --json bank.firn | jq .collections"})
final class InfoCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    /// A collection and how many entries it has.
    record Entry(String name, String kind, String keys, String values, int entries) {}

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try (Store store = file.openToRead()) {
            var facts = facts(store);
            var entries = entries(store);
            if (json) {
                facts.put("collections", entries);
                Json.print(out, facts);
            } else {
                facts.forEach((name, value) -> out.println(line(name, value)));
                say(out, entries);
            }
        }
        return 0;
    }

    private Map<String, Object> facts(Store store) throws IOException {
        RecoveryReport report = store.recovery();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("file", file.path().toString());
        facts.put("bytes", Files.size(file.path()));
        facts.put("closedInOrder", report.closedInOrder());
        var format = report.format();
        facts.put("format", format.major() + "." + format.minor());
        facts.put("features", format.features().stream().map(Feature::name).toList());
        facts.put("life", report.life());
        facts.put("segments", report.segments());
        facts.put("segmentsInUse", report.segmentsRead());
        facts.put("frames", report.frames());
        facts.put("records", report.records());
        facts.put("logBytes", report.bytes());
        return facts;
    }

    private static List<Entry> entries(Store store) {
        return store.collections().stream()
                .map(Collection::of)
                .map(c ->
                        new Entry(
                                c.info().name(),
                                c.info().kind().name().toLowerCase(Locale.ROOT),
                                c.info().keySchema(),
                                c.info().valueSchema(),
                                c.size(store)))
                .toList();
    }

    private static String line(String name, Object value) {
        String label = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return switch (value) {
            case Number number -> String.format(Locale.ROOT, "%-16s %,d", label, number.longValue());
            case Boolean yes -> "%-16s %s".formatted(label, yes ? "yes" : "no");
            case List<?> many ->
                    "%-16s %s".formatted(label, many.isEmpty() ? "none" : String.join(", ", strings(many)));
            default -> "%-16s %s".formatted(label, value);
        };
    }

    private static List<String> strings(List<?> many) {
        return many.stream().map(String::valueOf).toList();
    }

    private static void say(PrintWriter out, List<Entry> entries) {
        out.println(entries.isEmpty() ? "no collections" : "collections");
        for (var entry : entries) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %s: %s, %s%s, entries: %,d",
                            entry.name(),
                            entry.kind().replace('_', ' '),
                            entry.keys().isEmpty() ? "" : entry.keys() + " -> ",
                            entry.values(),
                            entry.entries()));
        }
    }
}
