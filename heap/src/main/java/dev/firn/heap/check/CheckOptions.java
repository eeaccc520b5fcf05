package dev.firn.heap.check;

import dev.firn.heap.Codec;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// How a store is checked. Immutable: each `with...` returns a changed copy.
///
/// @param codecs for the deep check: from a schema to a codec that reads what it describes, empty where there is none;
///     null for a check that is not deep
/// @param threads how many threads read frames, 1 or more
/// @param maxFindings no more findings than this are kept, 1 or more; the rest is counted
public record CheckOptions(Function<String, Optional<Codec<?>>> codecs, int threads, int maxFindings) {
    private static final int MAX_FINDINGS = 10_000;

    public CheckOptions {
        if (threads < 1) throw new IllegalArgumentException("threads must be 1 or more: " + threads);
        if (maxFindings < 1) throw new IllegalArgumentException("maxFindings must be 1 or more: " + maxFindings);
    }

    /// Everything but whether values can be decoded, with as many threads as there are processors.
    public static CheckOptions defaults() {
        return new CheckOptions(null, Runtime.getRuntime().availableProcessors(), MAX_FINDINGS);
    }

    /// Decodes every key and every value as well, by these codecs.
    public CheckOptions deep(Function<String, Optional<Codec<?>>> by) {
        return new CheckOptions(Objects.requireNonNull(by, "codecs"), threads, maxFindings);
    }

    public CheckOptions withThreads(int value) {
        return new CheckOptions(codecs, value, maxFindings);
    }

    public CheckOptions withMaxFindings(int value) {
        return new CheckOptions(codecs, threads, value);
    }

    public boolean isDeep() {
        return codecs != null;
    }
}
