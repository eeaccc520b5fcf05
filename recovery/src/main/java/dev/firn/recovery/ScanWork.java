package dev.firn.recovery;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.recovery.RecoveryListener.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Segments to be read by several threads, each taking the next one. The calling thread is one of them, and the one
/// that tells the listener and looks for an interrupt.
final class ScanWork {
    private final Supplier<SegmentReader> readers;
    private final Extent extent;
    private final List<Header> headers;
    private final RecoveryOptions how;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile boolean stopped;

    ScanWork(Supplier<SegmentReader> readers, Extent extent, List<Header> headers, RecoveryOptions how) {
        this.readers = readers;
        this.extent = extent;
        this.headers = headers;
        this.how = how;
    }

    /// @throws RecoveryInterruptedException when the calling thread was interrupted and is to give up then
    List<SegmentScan> run(int threads) {
        var parts = Crew.run(threads, this::readAndTell, () -> read(() -> {}), () -> stopped = true);
        if (stopped) throw new RecoveryInterruptedException(done.get(), headers.size());
        tell();
        return parts.stream().flatMap(List::stream).toList();
    }

    /// Bytes copied from the medium.
    long bytesRead() {
        return bytesRead.get();
    }

    private List<SegmentScan> readAndTell() {
        return read(() -> {
            if (how.isInterrupted()) stopped = true;
            tell();
        });
    }

    private List<SegmentScan> read(Runnable before) {
        var reader = readers.get();
        var scans = new ArrayList<SegmentScan>();
        for (int i = next.getAndIncrement(); i < headers.size(); i = next.getAndIncrement()) {
            before.run();
            if (stopped) break;
            long already = reader.bytesRead();
            scans.add(reader.read(headers.get(i), extent.restartIn(headers.get(i))));
            bytesRead.addAndGet(reader.bytesRead() - already);
            done.incrementAndGet();
        }
        return scans;
    }

    private void tell() {
        how.listener().progress(Phase.SEGMENTS, done.get(), headers.size(), bytesRead.get());
    }
}
