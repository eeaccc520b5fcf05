package dev.firn.pmem;

import dev.firn.pmem.event.Events;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/// How a region's file becomes longer and shorter, loses blocks and gets them back; one after the other.
final class Resizing {
    private final FileRegion region;
    private final Opened opened;
    private final ReentrantLock turn = new ReentrantLock();

    Resizing(FileRegion region, Opened opened) {
        this.region = region;
        this.opened = opened;
    }

    void grow(long newSize) {
        inTurn(_ -> {
            if (newSize > region.size()) growTo(newSize);
        });
    }

    void shrink(long newSize) {
        if (newSize < 0) throw new IllegalArgumentException("a region of %d bytes".formatted(newSize));
        inTurn(stripe -> {
            if (newSize < region.size()) shrinkTo(newSize, stripe);
        });
    }

    boolean release(long at, long length) {
        int stripe = region.gate.enter();
        try {
            region.poison.check();
            Bounds.check(at, length, region.size());
            return length > 0 && punch(at, length);
        } finally {
            region.gate.leave(stripe);
        }
    }

    void reclaim(long at, long length) {
        inTurn(_ -> {
            Bounds.check(at, length, region.size());
            if (length > 0) refill(at, length);
        });
    }

    /// What waits for its turn waits outside the gate: a [#shrink] waits for those inside.
    private void inTurn(IntConsumer work) {
        turn.lock();
        try {
            int stripe = region.gate.enter();
            try {
                region.poison.check();
                work.accept(stripe);
            } finally {
                region.gate.leave(stripe);
            }
        } finally {
            turn.unlock();
        }
    }

    private void growTo(long newSize) {
        long most = Math.min(opened.maxSize(), opened.mapping().most());
        if (newSize > most) {
            throw new NoSpaceException(
                    "%s cannot grow from %d to %d bytes: there is address space for %d; open it with a larger maxSize"
                            .formatted(opened.name(), region.size(), newSize, most),
                    null);
        }
        var event = Events.grow();
        long oldSize = region.size();
        try {
            fillDurably(newSize);
            opened.mapping().grow(newSize);
        } catch (IOException refused) {
            cutBack();
            throw growthRefused(newSize, refused);
        }
        region.show(newSize);
        event.end(opened.name(), oldSize, newSize);
    }

    private void shrinkTo(long newSize, int stripe) {
        var event = Events.shrink();
        long oldSize = region.size();
        opened.mapping().shrink(newSize);
        region.show(newSize);
        region.awaitStores(stripe);
        try {
            opened.file().truncate(newSize);
        } catch (IOException refused) {
            throw shrinkRefused(oldSize, newSize, refused);
        }
        region.syncFile(opened.file());
        region.gate.countSync();
        event.end(opened.name(), oldSize, newSize);
    }

    /// Nothing was cut, or nobody knows what was.
    private FirnException shrinkRefused(long oldSize, long newSize, IOException refused) {
        if (!isLong(oldSize)) return region.poison.set(SyncFailedException.of(refused));
        opened.mapping().shrink(oldSize);
        region.show(oldSize);
        return new ShrinkRefusedException(
                "%s cannot be cut from %d to %d bytes (%s); nothing was changed"
                        .formatted(opened.name(), oldSize, newSize, refused.getMessage()),
                refused);
    }

    private boolean isLong(long length) {
        try {
            return opened.file().size() >= length;
        } catch (IOException unknown) {
            return false;
        }
    }

    private boolean punch(long at, long length) {
        try {
            if (!opened.file().punch(at, length)) return false;
        } catch (IOException failed) {
            throw noSpaceOrPoison("give back", at, length, failed);
        }
        region.punched(at, length);
        return true;
    }

    private void refill(long at, long length) {
        StoreFile file = opened.file();
        try {
            ZeroFill.fill(file, at, at + length);
        } catch (IOException failed) {
            throw noSpaceOrPoison("take back", at, length, failed);
        }
        region.syncFile(file);
        region.gate.countSync();
        file.forget(at, length);
    }

    private FirnException noSpaceOrPoison(String verb, long at, long length, IOException failed) {
        if (!NoSpace.is(failed)) return region.poison.set(SyncFailedException.of(failed));
        return new NoSpaceException(
                "%s cannot %s %d bytes at 0x%x: the medium is full; free some space"
                        .formatted(opened.name(), verb, length, at),
                failed);
    }

    private void fillDurably(long newSize) throws IOException {
        StoreFile file = opened.file();
        ZeroFill.fill(file, region.size(), newSize);
        region.syncFile(file);
        region.gate.countSync();
        file.forget();
        // Machine code must never meet the end of the file: somebody may have cut it meanwhile.
        if (file.size() < newSize) throw new IOException("the file was cut shorter while it grew");
    }

    /// The file keeps its former length; that it does is a courtesy to the disk, correctness does not need it.
    private void cutBack() {
        try {
            opened.file().truncate(region.size());
        } catch (IOException ignored) {
            // A longer file is harmless: its size is not taken on trust by anybody.
        }
    }

    private FirnException growthRefused(long newSize, IOException refused) {
        if (!NoSpace.is(refused)) return region.poison.set(SyncFailedException.of(refused));
        return new NoSpaceException(
                "%s cannot grow from %d to %d bytes: the medium is full, nothing was changed; free some space"
                        .formatted(opened.name(), region.size(), newSize),
                refused);
    }
}
