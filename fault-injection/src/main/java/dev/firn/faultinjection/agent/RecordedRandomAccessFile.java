package dev.firn.faultinjection.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

/// What `new RandomAccessFile` makes in rewritten code. Its typed writes all come to these three.
public final class RecordedRandomAccessFile extends RandomAccessFile {
    private final boolean synchronous;
    private final StreamFile recorded;

    public RecordedRandomAccessFile(String name, String mode) throws FileNotFoundException {
        this(new File(name), mode);
    }

    public RecordedRandomAccessFile(File file, String mode) throws FileNotFoundException {
        super(file, mode);
        synchronous = mode.equals("rws") || mode.equals("rwd");
        try {
            recorded = StreamFile.of(file, super::getChannel, getFD());
        } catch (IOException e) {
            throw (FileNotFoundException) new FileNotFoundException(e.toString()).initCause(e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        recorded.write(() -> super.write(value), 1, synchronous);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        recorded.write(() -> super.write(bytes, from, length), length, synchronous);
    }

    @Override
    public void setLength(long length) throws IOException {
        recorded.write(() -> super.setLength(length), 0, synchronous);
    }

    /// What [RandomAccessFile#getChannel] gives in rewritten code.
    FileChannel channel() {
        return recorded.channel();
    }
}
