package dev.firn.faultinjection.fault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A channel that asks before each call whether it fails.
final class FaultyChannel extends FileChannel {
    private final FileChannel real;
    private final FaultyFiles faults;

    FaultyChannel(FileChannel real, FaultyFiles faults) {
        this.real = real;
        this.faults = faults;
    }

    /// A write of what is left of a buffer.
    private interface Write {
        int write() throws IOException;
    }

    private int write(ByteBuffer source, Write write) throws IOException {
        faults.interruptWhenDue();
        faults.failWhenDue(FileFault.NO_SPACE);
        boolean fails = faults.failsNow(FileFault.WRITE);
        boolean isShort = faults.failsNow(FileFault.SHORT_WRITE);
        int limit = source.limit();
        if (fails || isShort) source.limit(source.position() + (source.remaining() + 1) / 2);
        int written = write.write();
        source.limit(limit);
        if (fails) throw FaultyFiles.failure(FileFault.WRITE);
        return written;
    }

    private void beforeRead() throws IOException {
        faults.interruptWhenDue();
        faults.failWhenDue(FileFault.READ);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return write(source, () -> real.write(source));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return write(source, () -> real.write(source, position));
    }

    /// One buffer of several, which is a short write, and legal.
    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) if (sources[i].hasRemaining()) return write(sources[i]);
        return 0;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        beforeRead();
        return real.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        beforeRead();
        return real.read(target, position);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        beforeRead();
        return real.read(targets, offset, length);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.interruptWhenDue();
        faults.failWhenDue(FileFault.FORCE);
        real.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        beforeRead();
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        faults.interruptWhenDue();
        faults.failWhenDue(FileFault.NO_SPACE);
        faults.failWhenDue(FileFault.WRITE);
        return real.transferFrom(source, position, count);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        return this;
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
        return real.map(mode, offset, size, arena);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
