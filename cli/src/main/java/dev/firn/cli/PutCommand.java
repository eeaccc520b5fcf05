package dev.firn.cli;

import dev.firn.cli.schema.SchemaParser;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firn put`: stores one value.
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        header = "Stores a value under a key; durable when the command has ended.",
        description = {"", "Strings stand for themselves, everything else is JSON.", ""},
        footer = {
            "",
            "Examples:",
            "  firn put --create notes.firn notes milk 'two bottles'",
            "  firn put --create --values int64 stock.firn stock apples 12",
            "  firn put bank.firn accounts alice '{\"owner\": \"Alice\", \"cents\": 1000}'"
        })
final class PutCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Parameters(index = "1", paramLabel = "MAP", description = "The map's name.")
    private String name;

    @Parameters(index = "2", paramLabel = "KEY", description = "The key.")
    private String key;

    @Parameters(index = "3", paramLabel = "VALUE", description = "The value.")
    private String value;

    @Option(names = "--create", description = "Makes the file, and a sorted map of that name, when they are missing.")
    private boolean create;

    @Option(
            names = "--keys",
            paramLabel = "TYPE",
            defaultValue = "string",
            description = "The type of a new map's keys (default: ${DEFAULT-VALUE}).")
    private String keySchema;

    @Option(
            names = "--values",
            paramLabel = "TYPE",
            defaultValue = "string",
            description = "The type of a new map's values, such as int64 or list<string> (default: ${DEFAULT-VALUE}).")
    private String valueSchema;

    @Override
    public Integer call() {
        try (Store store = file.openToWrite(create)) {
            Collection collection = collection(store);
            Object theKey = Argument.parse(key, collection.keys());
            Object theValue = Argument.parse(value, collection.values());
            collection.map(store).put(theKey, theValue);
        }
        return 0;
    }

    private Collection collection(Store store) {
        boolean there = store.collections().stream().anyMatch(info -> info.name().equals(name));
        if (there || !create) return Collection.named(store, name);
        if (SchemaParser.isUnknown(keySchema)) throw new UsageException("--keys: there is no type " + keySchema);
        if (SchemaParser.isUnknown(valueSchema)) throw new UsageException("--values: there is no type " + valueSchema);
        return Collection.of(new CollectionInfo(name, Kind.SORTED_MAP, keySchema, valueSchema));
    }
}
