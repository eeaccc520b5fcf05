package dev.firn.heap;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// What is done about damage of the medium while a store is open.
///
/// @param scrubBytesPerSecond how much is verified in a second by a thread of the store; 0 for no such thread
/// @param mirror a second file that receives the same writes
/// @param listener is told of what was found and mended
public record MediaOptions(long scrubBytesPerSecond, Optional<Path> mirror, Consumer<MediaEvent> listener) {
    /// No thread, no second file, nobody is told.
    public static final MediaOptions NONE = new MediaOptions(0, Optional.empty(), event -> {});

    public MediaOptions {
        if (scrubBytesPerSecond < 0) throw new IllegalArgumentException("scrubBytesPerSecond: " + scrubBytesPerSecond);
        Objects.requireNonNull(mirror, "mirror");
        Objects.requireNonNull(listener, "listener");
    }
}
