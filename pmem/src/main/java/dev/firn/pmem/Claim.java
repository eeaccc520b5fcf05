package dev.firn.pmem;

import dev.firn.pmem.RegionOpenException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The right to be the only one that changes a store.
///
/// Held twice: in this JVM by a registry of paths and of file identities (two names of one file count as one), and
/// against other processes by a lock on a file of its own beside the store. A lock on the store itself would be lost
/// as soon as anybody in this process closed another channel of it. The lock file stays when the claim ends, as taking
/// it away would race with whoever is just opening it.
final class Claim implements Closeable {
    static final String SUFFIX = ".lock";

    private static final Set<Object> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path store;
    private final List<Object> keys = new ArrayList<>();
    private final Path lockFile;
    private final boolean madeLockFile;
    private final Closeable lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Claim(Host host, Path store) throws IOException {
        this.store = store;
        this.lockFile = store.resolveSibling(store.getFileName() + SUFFIX);
        register(store);
        try {
            if (Files.exists(store)) registerIdentity();
            this.madeLockFile = !Files.exists(lockFile);
            this.lock =
                    switch (host.libc()) {
                        case Host.Reach.Granted(var sys) -> PosixLock.take(sys, lockFile);
                        case Host.Reach.Denied _ -> ChannelLock.take(lockFile);
                    };
        } catch (IOException | RuntimeException refused) {
            unregister();
            throw refused;
        }
    }

    /// @param store its real path; the file itself need not exist yet
    /// @throws RegionOpenException when somebody else has it
    static Claim of(Host host, Path store) throws IOException {
        return new Claim(host, store);
    }

    /// The file exists by now: no other name of it shall be opened either.
    void registerIdentity() throws IOException {
        Object identity = Files.readAttributes(store, BasicFileAttributes.class).fileKey();
        if (identity != null) register(identity);
    }

    private void register(Object key) {
        if (TAKEN.add(key)) {
            keys.add(key);
            return;
        }
        unregister();
        throw new RegionOpenException(
                Reason.LOCKED,
                "%s is already open in this process; close it first, or share the region that is open".formatted(store),
                null);
    }

    private void unregister() {
        keys.forEach(TAKEN::remove);
        keys.clear();
    }

    static RegionOpenException heldElsewhere(Path lockFile) {
        return new RegionOpenException(
                Reason.LOCKED,
                "the store is open in another process, which holds %s; close it there, or open it readOnly"
                        .formatted(lockFile),
                null);
    }

    /// The store was never made: leaves no trace of it.
    void abandon() throws IOException {
        try {
            if (madeLockFile) Files.deleteIfExists(lockFile);
        } finally {
            close();
        }
    }

    /// Once only: a second time would close a descriptor that may be somebody else's by now.
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) return;
        try {
            lock.close();
        } finally {
            unregister();
        }
    }
}
