package dev.firn.faultinjection.fault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A view of the default file system whose channels fail at the N-th call of one kind: for code that takes a [Path] and
/// uses `FileChannel`, without changing it. What does not go through a channel (a native call, a mapping's own bytes)
/// sees the real files. Safe for use by several threads.
public final class FaultyFiles {
    private final FileFault fault;
    private final FaultMode mode;
    private final long call;
    private final AtomicLong calls = new AtomicLong();
    private final FaultyFileSystem system = new FaultyFileSystem(this);

    /// @param call which call fails first, from 1
    public FaultyFiles(FileFault fault, FaultMode mode, long call) {
        if (call < 1) throw new IllegalArgumentException("calls count from 1, not " + call);
        this.fault = fault;
        this.mode = mode;
        this.call = call;
    }

    /// The same place, seen through the faults. Paths derived from it stay so; their text is the real one.
    public Path path(Path real) {
        return system.wrap(real);
    }

    /// Calls of the failing kind so far.
    public long calls() {
        return calls.get();
    }

    /// Whether anything has failed.
    public boolean fired() {
        return calls.get() >= call;
    }

    FileChannel open(Path real, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.contains(StandardOpenOption.WRITE) && failsNow(FileFault.OPEN)) throw failure(FileFault.OPEN);
        return new FaultyChannel(FileChannel.open(real, options, attributes), this);
    }

    boolean failsNow(FileFault kind) {
        if (kind != fault) return false;
        long number = calls.incrementAndGet();
        return mode == FaultMode.ONCE ? number == call : number >= call;
    }

    void interruptWhenDue() {
        if (failsNow(FileFault.INTERRUPT)) Thread.currentThread().interrupt();
    }

    void failWhenDue(FileFault kind) throws IOException {
        if (failsNow(kind)) throw failure(kind);
    }

    static IOException failure(FileFault kind) {
        return new IOException(kind.message());
    }
}
