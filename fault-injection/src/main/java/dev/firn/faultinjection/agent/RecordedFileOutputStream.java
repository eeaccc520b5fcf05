package dev.firn.faultinjection.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// What `new FileOutputStream` makes in rewritten code.
public final class RecordedFileOutputStream extends FileOutputStream {
    private final StreamFile recorded;

    public RecordedFileOutputStream(String name) throws FileNotFoundException {
        this(new File(name), false);
    }

    public RecordedFileOutputStream(String name, boolean append) throws FileNotFoundException {
        this(new File(name), append);
    }

    public RecordedFileOutputStream(File file) throws FileNotFoundException {
        this(file, false);
    }

    public RecordedFileOutputStream(File file, boolean append) throws FileNotFoundException {
        super(file, append);
        try {
            recorded = StreamFile.of(file, super::getChannel, getFD());
        } catch (IOException e) {
            throw (FileNotFoundException) new FileNotFoundException(e.toString()).initCause(e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        recorded.write(() -> super.write(value), 1, false);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        recorded.write(() -> super.write(bytes, from, length), length, false);
    }

    @Override
    public FileChannel getChannel() {
        return recorded.channel();
    }
}
