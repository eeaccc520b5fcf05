package dev.firn.faultinjection.agent;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Who wants to know what instrumented code does to files. There is at most one at a time ([Tracking]).
///
/// Calls come after the original call was made, on the thread that made it, and under [#lock] so that the order of
/// records is the order of effects.
public interface Recorder {
    /// Taken around an original call and its record.
    AutoLock lock();

    /// Whether `path`, file or folder, existing or not, is one of the recorded.
    boolean tracks(Path path);

    /// Whether `address` lies in a mapping of a recorded file. Called at every instrumented store, so it is quick.
    boolean maps(long address);

    /// A plain or bulk store of `length` bytes.
    void stored(long address, long length);

    /// A store of one value somewhere in `length` bytes at `address`, most likely at `hint`.
    ///
    /// @param ordered whether it was a release, volatile or atomic access
    void storedWithin(long address, long length, long hint, boolean ordered);

    /// Mapped bytes were forced.
    void forced(long address, long length);

    /// A call may have created, deleted, replaced, or resized `path`.
    ///
    /// @param contents whether it may have changed bytes, too
    void changed(Path path, boolean contents);

    /// The channel to hand out in place of `channel`, which was opened at `path`.
    FileChannel opened(FileChannel channel, Path path) throws IOException;

    /// The same for asynchronous channels.
    AsynchronousFileChannel opened(AsynchronousFileChannel channel, Path path) throws IOException;

    /// A stream was opened at `path`; `channel` is that of the original, closed when the run ends if it was left open:
    /// a crash takes the descriptors away.
    OpenFile openedStream(FileChannel channel, Path path) throws IOException;

    /// A recorded file that somebody has open, whatever it is called by now.
    interface OpenFile {
        AutoLock lock();

        /// Bytes went to it, and it may have another size.
        void wrote(long at, long length) throws IOException;

        /// It was forced.
        void synced() throws IOException;

        /// The channel to hand out for `channel`.
        FileChannel wrap(FileChannel channel);
    }

    /// A lock for a `try`.
    interface AutoLock extends AutoCloseable {
        @Override
        void close();
    }
}
