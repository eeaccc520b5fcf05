package dev.firn.examples.breakyourownlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The layout that both journals share: the number of entries, then slots of 64 bytes, each a length and a text.
abstract class MappedJournal implements Journal {
    private static final int SLOTS = 15;
    private static final int SLOT_BYTES = 64;

    private final FileChannel channel;
    final MappedByteBuffer bytes;

    MappedJournal(Path directory) throws IOException {
        channel =
                FileChannel.open(
                        directory.resolve("journal"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        bytes = channel.map(MapMode.READ_WRITE, 0, (1 + SLOTS) * SLOT_BYTES);
        channel.force(true);
    }

    int count() {
        return bytes.getInt(0);
    }

    void setCount(int count) {
        bytes.putInt(0, count);
    }

    /// Puts an entry where nobody looks yet. Returns where it begins.
    int put(int index, String entry) {
        byte[] text = entry.getBytes(UTF_8);
        int at = SLOT_BYTES * (1 + index);
        bytes.putInt(at, text.length);
        bytes.put(at + 4, text);
        return at;
    }

    @Override
    public List<String> entries() {
        var entries = new ArrayList<String>();
        for (int index = 0; index < count(); index++) {
            int at = SLOT_BYTES * (1 + index);
            var text = new byte[bytes.getInt(at)];
            bytes.get(at + 4, text);
            entries.add(new String(text, UTF_8));
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
