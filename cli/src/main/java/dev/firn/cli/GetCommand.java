package dev.firn.cli;

import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn get`: one value.
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        header = "Prints the value of a key, or of a reference.",
        description = {"", "Exit code 1 when it is not there.", ""},
        footer = {
            "",
            "Examples:",
            "  firn get words.firn words the            a string key stands for itself",
            "  firn get bank.firn transfers 17          all others are JSON",
            "  firn get words.firn done                 a reference has no key"
        })
final class GetCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Parameters(index = "1", paramLabel = "MAP", description = "The map's or the reference's name.")
    private String name;

    @Parameters(index = "2", paramLabel = "KEY", arity = "0..1", description = "The key.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--json", description = "Prints strings as JSON too.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        try (Store store = file.openToRead()) {
            Collection collection = Collection.named(store, name);
            Object value = value(store, collection);
            spec.commandLine().getOut().println(json ? Json.line(value) : Argument.show(value, collection.values()));
        }
        return 0;
    }

    private Object value(Store store, Collection collection) {
        if (collection.info().kind() == Kind.REF) {
            if (key.isPresent()) throw new UsageException("\"%s\" is a reference and has no keys".formatted(name));
            return store.ref(name, collection.values())
                    .get()
                    .orElseThrow(() -> new FailedException("the reference \"%s\" is empty".formatted(name)));
        }
        if (key.isEmpty()) throw new UsageException("\"%s\" is a map: name a key".formatted(name));
        Object value = collection.map(store).get(Argument.parse(key.get(), collection.keys()));
        if (value == null) throw new FailedException("there is no key %s in \"%s\"".formatted(key.get(), name));
        return value;
    }
}
