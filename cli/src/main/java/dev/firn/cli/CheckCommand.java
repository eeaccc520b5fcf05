package dev.firn.cli;

import dev.firn.heap.Store;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn check`: verifies a store.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Verifies a store and says what it found; exit code 1 when something is wrong.",
        description = {
            "",
            "Checked: that recovery accepts the store (superblock, segment heads, the checksum of every frame up to the"
                + " end of each append head, the stored ends of a store that was closed), and then every collection:"
                + " that all its entries can be read, in rising order, with keys and values of the stored type, as many"
                + " as the collection says it has.",
            "",
            "Not checked: that values mean something to the application, and old versions that nothing refers to any"
                    + " more. Nothing in the file is changed or repaired.",
            ""
        },
        footer = {"", "Examples:", "  firn check bank.firn && echo sound", "  firn check --json bank.firn"})
final class CheckCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    /// What came out.
    ///
    /// @param sound whether there are no errors
    /// @param errors what is wrong, one sentence each
    /// @param notes what is worth knowing and no error
    record Result(String file, boolean sound, List<String> errors, List<String> notes) {}

    @Override
    public Integer call() {
        StoreCheck check;
        try (Store store = file.openToRead()) {
            check = new StoreCheck(store);
            check.run();
        }
        var result = new Result(file.path().toString(), check.errors().isEmpty(), check.errors(), check.notes());
        var out = spec.commandLine().getOut();
        if (json) Json.print(out, result);
        else say(out, result);
        return result.sound() ? 0 : 1;
    }

    private static void say(PrintWriter out, Result result) {
        result.notes().forEach(note -> out.println("  " + note));
        result.errors().forEach(error -> out.println("  WRONG: " + error));
        out.println(
                result.sound()
                        ? result.file() + " is sound"
                        : String.format(
                                Locale.ROOT,
                                "%s is damaged: %d findings; restore it from a copy",
                                result.file(),
                                result.errors().size()));
        out.flush();
    }
}
