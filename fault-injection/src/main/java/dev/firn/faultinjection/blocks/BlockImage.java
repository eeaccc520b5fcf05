package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What is on a device: pages of bytes, those that were never written being zero. For one thread.
///
/// A [copy][#copy] shares its pages until one of the two changes them, so a copy costs little.
public final class BlockImage {
    private static final int PAGE = 4096;
    private static final byte[] ZEROS = new byte[PAGE];

    private final long bytes;
    private final Map<Long, byte[]> pages;
    private final Map<Long, byte[]> own = new HashMap<>();

    private BlockImage(long bytes, Map<Long, byte[]> pages) {
        this.bytes = bytes;
        this.pages = pages;
    }

    /// A device of that many bytes, all zero.
    public static BlockImage blank(long bytes) {
        if (bytes < 0) throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        return new BlockImage(bytes, new HashMap<>());
    }

    /// What is in the file at `path`.
    public static BlockImage read(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            BlockImage image = blank(file.length());
            byte[] page = new byte[PAGE];
            for (long at = 0; at < image.bytes; at += PAGE) {
                int length = (int) Math.min(PAGE, image.bytes - at);
                file.readFully(page, 0, length);
                if (!Arrays.equals(page, 0, length, ZEROS, 0, length)) image.write(at, page, 0, length);
            }
            return image;
        }
    }

    /// The same bytes again, to be changed on their own.
    public BlockImage copy() {
        own.clear(); // From now on both share all of them.
        return new BlockImage(bytes, new HashMap<>(pages));
    }

    /// How long the device is.
    public long bytes() {
        return bytes;
    }

    /// Writes `length` bytes of `source` from `from` on.
    ///
    /// @throws IndexOutOfBoundsException when the device or the source ends before
    public void write(long at, byte[] source, int from, int length) {
        if (at < 0 || at + length > bytes) throw new IndexOutOfBoundsException("0x%x + %d".formatted(at, length));
        for (int done = 0; done < length; ) {
            int inPage = (int) ((at + done) % PAGE);
            int step = Math.min(PAGE - inPage, length - done);
            System.arraycopy(source, from + done, page((at + done) / PAGE), inPage, step);
            done += step;
        }
    }

    /// The byte at `at`.
    public byte get(long at) {
        if (at < 0 || at >= bytes) throw new IndexOutOfBoundsException("0x%x".formatted(at));
        return pages.getOrDefault(at / PAGE, ZEROS)[(int) (at % PAGE)];
    }

    /// Writes it to a file, which becomes a sparse one of this length.
    public void writeTo(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            file.setLength(bytes);
            for (var page : pages.entrySet()) {
                if (Arrays.equals(page.getValue(), ZEROS)) continue;
                long at = page.getKey() * PAGE;
                file.seek(at);
                file.write(page.getValue(), 0, (int) Math.min(PAGE, bytes - at));
            }
        }
    }

    private byte[] page(long index) {
        return own.computeIfAbsent(
                index,
                _ -> {
                    byte[] page = pages.getOrDefault(index, ZEROS).clone();
                    pages.put(index, page);
                    return page;
                });
    }
}
