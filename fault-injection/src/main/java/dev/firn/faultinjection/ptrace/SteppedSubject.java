package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.Trace;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Code whose stores are to be watched at the level of instructions. It runs in a JVM of its own, made there by its
/// constructor without parameters.
public interface SteppedSubject {
    /// Opens the file `image` and does everything that should have been done before the window: formatting, and, where
    /// compiled code is to be watched, enough calls of the same methods (on another file: the image stays small).
    Window open(Path image) throws Exception;

    /// The operation that is stepped.
    interface Window extends AutoCloseable {
        /// The mapped image, as far as it is to be watched; it has to begin at byte 0 of the file.
        MemorySegment bytes();

        /// The operation. Whatever of it is recorded may be recorded while it runs.
        void run() throws Exception;

        /// What the recorder believes that [#run] did. Asked for afterwards.
        Trace believed() throws Exception;

        @Override
        default void close() {}
    }
}
