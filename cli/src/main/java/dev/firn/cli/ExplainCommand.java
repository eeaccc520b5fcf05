package dev.firn.cli;

import dev.firn.pmem.Attributes;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn explain`: which persist back-end a store would have somewhere, and why.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Says which persist back-end a store would use at a place, and why.",
        description = {"", "Tries it with a small temporary file in that folder, or in the folder of that file.", ""},
        footer = {
            "",
            "Examples:",
            "  firn explain .                           for a store in this folder",
            "  firn explain /mnt/pmem0/bank.firn        for that store",
            "  firn explain --backend msync .           what it would be like if forced"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int PROBE_BYTES = 1 << 20;

    @Parameters(paramLabel = "PATH", description = "A folder, or a file that may not be there yet.")
    private Path path;

    @Option(names = "--backend", paramLabel = "NAME", description = "Forces a back-end instead of choosing one.")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path probe = Files.createTempDirectory(folder(), ".firn-explain");
        try {
            explain(probe.resolve("probe"));
        } finally {
            try (var files = Files.list(probe)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(probe);
        }
        return 0;
    }

    private void explain(Path probe) {
        var out = spec.commandLine().getOut();
        try (Region region = Regions.create(probe, PROBE_BYTES, options())) {
            if (json) Json.print(out, facts(region));
            else say(out, region.explain(), region.attributes());
            if (!json) MediaFile.beside(path).read().bad().forEach(bad -> out.println("  known to be bad: " + bad));
        }
    }

    private Path folder() {
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) throw new FailedException("there is no folder " + folder);
        if (!Files.isWritable(folder)) throw new FailedException("no permission to write in " + folder);
        return folder;
    }

    private RegionOptions options() {
        return backend.map(RegionOptions.defaults()::withBackend).orElse(RegionOptions.defaults());
    }

    private static void say(PrintWriter out, Explanation explanation, Attributes attributes) {
        out.println(explanation.sentence());
        for (var rejected : explanation.rejected()) {
            out.println("  not %s: %s".formatted(rejected.backend(), rejected.why()));
        }
        AttributeTable.of(attributes).forEach((name, value) -> out.println("  %-16s %s".formatted(name, value)));
    }

    private Map<String, Object> facts(Region region) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("explanation", region.explain());
        facts.put("sentence", region.explain().sentence());
        facts.put("attributes", AttributeTable.of(region.attributes()));
        facts.put("bad", MediaFile.beside(path).read().bad());
        return facts;
    }
}
