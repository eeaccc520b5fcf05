package dev.firn.pmem;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ways to make bytes durable, best first: the order in which they are tried.
enum Backend {
    CLWB,
    JDK,
    LIBPMEM2,
    FDATASYNC,
    MSYNC,
    CHANNEL,
    /// Never chosen by probing: it keeps no promise.
    NIL,
    /// Never chosen by probing: it keeps no promise.
    EMULATED;

    static final String PROPERTY = "firn.pmem.backend";

    boolean byNameOnly() {
        return this == NIL || this == EMULATED;
    }

    /// As options and properties spell it.
    String spelling() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The one that the options, or else the system property, ask for by name.
    static Optional<Backend> askedFor(RegionOptions options) {
        return options.backend()
                .or(() -> Optional.ofNullable(System.getProperty(PROPERTY)))
                .filter(name -> !name.isEmpty())
                .map(Backend::named);
    }

    private static Backend named(String name) {
        return Arrays.stream(values())
                .filter(backend -> backend.spelling().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RegionOpenException(
                                RegionOpenException.Reason.BACKEND_UNAVAILABLE,
                                "there is no back-end '%s'; choose one of %s"
                                        .formatted(
                                                name,
                                                Arrays.stream(values())
                                                        .map(Backend::spelling)
                                                        .collect(Collectors.joining(", "))),
                                null));
    }
}
