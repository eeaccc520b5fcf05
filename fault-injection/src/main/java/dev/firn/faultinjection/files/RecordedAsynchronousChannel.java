package dev.firn.faultinjection.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// What the code under test gets for an asynchronous channel: its writes are over when they return, and recorded.
final class RecordedAsynchronousChannel extends AsynchronousFileChannel {
    private final FileRecorder.Tracked file;
    private final AsynchronousFileChannel original;

    RecordedAsynchronousChannel(FileRecorder.Tracked file, AsynchronousFileChannel original) {
        this.file = file;
        this.original = original;
    }

    @Override
    public Future<Integer> write(ByteBuffer source, long position) {
        try {
            return CompletableFuture.completedFuture(writeNow(source, position));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <A> void write(
            ByteBuffer source, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        int written;
        try {
            written = writeNow(source, position);
        } catch (IOException e) {
            handler.failed(e, attachment);
            return;
        }
        handler.completed(written, attachment);
    }

    private int writeNow(ByteBuffer source, long position) throws IOException {
        try (var _ = file.lock()) {
            int written = original.write(source, position).get();
            file.wrote(position, written);
            return written;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public AsynchronousFileChannel truncate(long size) throws IOException {
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
    public long size() throws IOException {
        return original.size();
    }

    @Override
    public <A> void read(
            ByteBuffer target, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        original.read(target, position, attachment, handler);
    }

    @Override
    public Future<Integer> read(ByteBuffer target, long position) {
        return original.read(target, position);
    }

    @Override
    public <A> void lock(
            long position, long size, boolean shared, A attachment, CompletionHandler<FileLock, ? super A> handler) {
        original.lock(position, size, shared, attachment, handler);
    }

    @Override
    public Future<FileLock> lock(long position, long size, boolean shared) {
        return original.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return original.tryLock(position, size, shared);
    }

    @Override
    public boolean isOpen() {
        return original.isOpen();
    }

    @Override
    public void close() throws IOException {
        original.close();
    }
}
