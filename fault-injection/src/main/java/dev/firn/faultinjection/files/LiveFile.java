package dev.firn.faultinjection.files;

import static dev.firn.faultinjection.files.AddressMap.EXTENT_BYTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A real file, as the recorder and the builder of images see it: through a channel of their own.
final class LiveFile {
    private final Object key;
    private final FileChannel channel;
    private int inode;
    private long size;
    private byte[] known = {};

    private LiveFile(Object key, FileChannel channel, int inode) {
        this.key = key;
        this.channel = channel;
        this.inode = inode;
    }

    /// @param key what the file system knows it by
    static LiveFile open(Path path, Object key, int inode) throws IOException {
        return new LiveFile(key, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), inode);
    }

    Object key() {
        return key;
    }

    int inode() {
        return inode;
    }

    /// Its size as far as it was recorded.
    long size() {
        return size;
    }

    void setSize(long value) {
        size = value;
    }

    long realSize() throws IOException {
        return channel.size();
    }

    /// Reads real bytes; those behind the end are zeros.
    void read(long at, byte[] target, int length) throws IOException {
        var buffer = ByteBuffer.wrap(target, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) break;
        }
        Arrays.fill(target, buffer.position(), length, (byte) 0);
    }

    /// All bytes, `size` of them. The array is longer, used again, and not to be changed.
    byte[] readAll() throws IOException {
        int length = Math.toIntExact(size);
        if (known.length < length) known = new byte[length + EXTENT_BYTES];
        read(0, known, length);
        return known;
    }

    /// Makes it what `flat` has for its number. What it holds now is what [#readAll] returned last.
    void become(FlatRegion flat, byte[] scratch) throws IOException {
        long wanted = flat.size(inode);
        if (wanted < size) channel.truncate(wanted);
        if (known.length < wanted) known = Arrays.copyOf(known, Math.toIntExact(wanted) + EXTENT_BYTES);
        if (wanted > size) {
            Arrays.fill(known, (int) size, (int) wanted, (byte) 0);
            channel.write(ByteBuffer.wrap(new byte[1]), wanted - 1);
        }
        size = wanted;
        for (int page = 0; (long) page * EXTENT_BYTES < wanted; page++) {
            flat.readExtent(inode, page, scratch);
            patch(page * EXTENT_BYTES, scratch, (int) Math.min(EXTENT_BYTES, wanted - (long) page * EXTENT_BYTES));
        }
    }

    private void patch(int at, byte[] wanted, int length) throws IOException {
        int first = Arrays.mismatch(known, at, at + length, wanted, 0, length);
        if (first < 0) return;
        int last = length;
        while (known[at + last - 1] == wanted[last - 1]) last--;
        System.arraycopy(wanted, first, known, at + first, last - first);
        var buffer = ByteBuffer.wrap(known, at + first, last - first);
        while (buffer.hasRemaining()) channel.write(buffer, buffer.position());
    }

    void become(int otherInode) {
        inode = otherInode;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
