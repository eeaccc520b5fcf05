package dev.firn.faultinjection.files;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// What the code under test gets for a channel: the same, and each change is recorded.
final class RecordedChannel extends FileChannel {
    private final FileRecorder.Tracked file;
    private final FileChannel original;

    RecordedChannel(FileRecorder.Tracked file, FileChannel original) {
        this.file = file;
        this.original = original;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return original.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return original.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return original.read(target, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        try (var _ = file.lock()) {
            int written = original.write(source);
            file.wrote(original.position() - written, written);
            return written;
        }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        try (var _ = file.lock()) {
            long written = original.write(sources, offset, length);
            file.wrote(original.position() - written, written);
            return written;
        }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        try (var _ = file.lock()) {
            int written = original.write(source, position);
            file.wrote(position, written);
            return written;
        }
    }

    @Override
    public long position() throws IOException {
        return original.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        original.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return original.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        try (var _ = file.lock()) {
            original.truncate(size);
            file.wrote(0, 0);
            return this;
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        try (var _ = file.lock()) {
            original.force(metaData);
            file.synced();
        }
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return original.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        try (var _ = file.lock()) {
            long moved = original.transferFrom(source, position, count);
            file.wrote(position, moved);
            return moved;
        }
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        try (var _ = file.lock()) {
            if (!file.isRecorded()) return original.map(mode, position, size);
            // In an arena of the run's, so that mappings do not pile up until they are collected.
            return (MappedByteBuffer) file.map(original, mode, position, size, null).asByteBuffer();
        }
    }

    @Override
    public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
        try (var _ = file.lock()) {
            return file.map(original, mode, offset, size, arena);
        }
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return original.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return original.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        original.close();
    }
}
