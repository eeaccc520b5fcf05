package dev.firn.heap.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Says whether values stored under one schema can be read under another: constants and members may have been added to
/// enums and sealed families; everything else must be as it was, because the bytes hold no names.
public final class SchemaChange {
    private SchemaChange() {}

    /// What has changed that makes the stored values unreadable, in words; empty if they can be read.
    public static Optional<String> between(String stored, String current) {
        if (stored.equals(current)) {
            return Optional.empty();
        }
        try {
            return compare("the type", SchemaTree.of(stored), SchemaTree.of(current));
        } catch (IllegalArgumentException notOurs) {
            return Optional.of("the type was %s, is now %s".formatted(stored, current));
        }
    }

    private static Optional<String> compare(String path, SchemaTree stored, SchemaTree current) {
        boolean sameKind =
                stored.word().equals(current.word())
                        && stored.open() == current.open()
                        && stored.alias().equals(current.alias());
        if (!sameKind) {
            return Optional.of("%s was %s, is now %s".formatted(path, kind(stored), kind(current)));
        }
        Optional<String> names =
                switch (stored.word() + stored.open()) {
                    case "enum{", "sealed{" -> gone(path, stored, current);
                    case "enum-ordered{" -> moved(path, stored, current);
                    default -> different(path, stored, current);
                };
        return names.or(() -> parts(path, stored, current));
    }

    private static Optional<String> parts(String path, SchemaTree stored, SchemaTree current) {
        return stored.parts().keySet().stream()
                .map(name -> part(path, name, stored, current))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> part(String path, String name, SchemaTree stored, SchemaTree current) {
        String inner = path.equals("the type") ? name : path + "." + name;
        SchemaTree before = stored.parts().get(name);
        SchemaTree now = current.parts().get(name);
        if (before == null || now == null) {
            return before == now ? Optional.empty() : Optional.of(inner + " has got or lost its type");
        }
        return compare(stored.open() == '<' ? path : inner, before, now);
    }

    private static Optional<String> gone(String path, SchemaTree stored, SchemaTree current) {
        List<String> gone = new ArrayList<>(stored.parts().keySet());
        gone.removeAll(current.parts().keySet());
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("%s no longer has %s".formatted(path, String.join(", ", gone)));
    }

    private static Optional<String> moved(String path, SchemaTree stored, SchemaTree current) {
        List<String> before = List.copyOf(stored.parts().keySet());
        List<String> now = List.copyOf(current.parts().keySet());
        boolean kept = before.size() <= now.size() && before.equals(now.subList(0, before.size()));
        return kept
                ? Optional.empty()
                : Optional.of(
                        ("%s promised to keep the order of its constants, which was " + "%s, is now %s")
                                .formatted(path, before, now));
    }

    private static Optional<String> different(String path, SchemaTree stored, SchemaTree current) {
        List<String> before = List.copyOf(stored.parts().keySet());
        List<String> now = List.copyOf(current.parts().keySet());
        return Objects.equals(before, now)
                ? Optional.empty()
                : Optional.of("%s had the components %s, now has %s".formatted(path, before, now));
    }

    private static String kind(SchemaTree tree) {
        return tree.word().isEmpty() ? "a record" : tree.word();
    }
}
