package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Where [MediaNotes] are kept. Safe for use by several threads.
///
/// On a file system it is the small text file `NAME.media` beside a store's file `NAME`. It is made when there is
/// something to be noted, and replaced as a whole: a crash leaves the notes before or those after. Losing it loses no
/// data: what is bad is found again.
public sealed interface MediaFile {
    /// What was last written; [MediaNotes#NONE] when there is nothing, or it is not as it was written.
    MediaNotes read();

    /// Durable on return.
    ///
    /// @throws SyncFailedException when they could not be kept; the former ones are still there
    void write(MediaNotes notes);

    /// Beside the store at `store`.
    static MediaFile beside(Path store) {
        return new Beside(store.resolveSibling(store.getFileName() + ".media"));
    }

    /// As long as it is held: for regions without a name.
    static MediaFile inMemory() {
        return new InMemory();
    }

    /// In a file.
    record Beside(Path file) implements MediaFile {
        @Override
        public MediaNotes read() {
            try {
                return MediaNotes.parse(Files.readString(file)).orElse(MediaNotes.NONE);
            } catch (NoSuchFileException none) {
                return MediaNotes.NONE;
            } catch (IOException | RuntimeException unreadable) {
                return MediaNotes.NONE;
            }
        }

        @Override
        public synchronized void write(MediaNotes notes) {
            var next = file.resolveSibling("." + file.getFileName() + ".new");
            try {
                Files.deleteIfExists(next);
                byte[] bytes = notes.toText().getBytes(StandardCharsets.UTF_8);
                try (var made = HostFiles.open(Host.system(), next, StoreFile.Mode.CREATE)) {
                    made.write(0, MemorySegment.ofArray(bytes), 0, bytes.length);
                    made.syncAll();
                }
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Creation.syncDirectory(Host.system(), file.toAbsolutePath().getParent());
            } catch (IOException failed) {
                throw new SyncFailedException(
                        "what is known of the medium could not be kept in %s: %s; make room or give access"
                                .formatted(file, Optional.ofNullable(failed.getMessage()).orElse(failed.toString())),
                        failed);
            }
        }
    }

    /// In memory.
    final class InMemory implements MediaFile {
        private volatile MediaNotes notes = MediaNotes.NONE;

        private InMemory() {}

        @Override
        public MediaNotes read() {
            return notes;
        }

        @Override
        public void write(MediaNotes newNotes) {
            notes = newNotes;
        }
    }
}
