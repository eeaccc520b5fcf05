package dev.firn.pmem;

import java.util.Objects;
import java.util.Optional;

/// How a region is opened. Immutable: each `with...` returns a changed copy.
///
/// @param coarsest the coarsest granularity that the caller accepts
/// @param backend a back-end forced by name (`clwb`, `jdk`, `libpmem2`, `fdatasync`, `msync`, `channel`, `nil`,
///     `emulated`); empty chooses by probing. The system property `firn.pmem.backend` fills it when it is empty
/// @param maxSize the most bytes the region may ever grow to; address space is reserved for it, no memory
/// @param readOnly whether changes are refused
public record RegionOptions(Granularity coarsest, Optional<String> backend, long maxSize, boolean readOnly) {
    public static final long DEFAULT_MAX_SIZE = 1L << 40;

    public RegionOptions {
        Objects.requireNonNull(coarsest, "coarsest");
        Objects.requireNonNull(backend, "backend");
        if (maxSize <= 0) throw new IllegalArgumentException("maxSize must be positive: " + maxSize);
    }

    public static RegionOptions defaults() {
        return new RegionOptions(Granularity.PAGE, Optional.empty(), DEFAULT_MAX_SIZE, false);
    }

    public RegionOptions withCoarsest(Granularity value) {
        return new RegionOptions(value, backend, maxSize, readOnly);
    }

    public RegionOptions withBackend(String value) {
        return new RegionOptions(coarsest, Optional.of(value), maxSize, readOnly);
    }

    public RegionOptions withMaxSize(long value) {
        return new RegionOptions(coarsest, backend, value, readOnly);
    }

    public RegionOptions withReadOnly(boolean value) {
        return new RegionOptions(coarsest, backend, maxSize, value);
    }
}
