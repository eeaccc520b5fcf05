package dev.firn.cli;

import dev.firn.heap.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `firn del`: removes one key.
@Command(
        name = "del",
        mixinStandardHelpOptions = true,
        header = "Removes a key and its value.",
        description = {"", "Exit code 1 when it was not there.", ""},
        footer = {"", "Examples:", "  firn del notes.firn notes milk", "  firn del bank.firn transfers 17"})
final class DelCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Parameters(index = "1", paramLabel = "MAP", description = "The map's name.")
    private String name;

    @Parameters(index = "2", paramLabel = "KEY", description = "The key.")
    private String key;

    @Override
    public Integer call() {
        try (Store store = file.openToWrite(false)) {
            Collection collection = Collection.named(store, name);
            Object removed = collection.map(store).remove(Argument.parse(key, collection.keys()));
            if (removed == null) throw new FailedException("there is no key %s in \"%s\"".formatted(key, name));
        }
        return 0;
    }
}
