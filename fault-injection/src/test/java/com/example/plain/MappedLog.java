package com.example.plain;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A log of names through a mapping: a count, and slots of 64 bytes. Correct when it forces twice.
public final class MappedLog implements AutoCloseable {
    private static final int BYTES = 1024;
    private static final int SLOT_BYTES = 64;

    private final FileChannel channel;
    private final MappedByteBuffer bytes;
    private final boolean forcesTwice;

    public MappedLog(Path directory, boolean forcesTwice) throws IOException {
        this.channel =
                FileChannel.open(
                        directory.resolve("names"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.bytes = channel.map(MapMode.READ_WRITE, 0, BYTES);
        this.forcesTwice = forcesTwice;
    }

    public void append(String name) {
        int count = bytes.getInt(0);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        bytes.put(SLOT_BYTES * (count + 1), (byte) text.length);
        bytes.put(SLOT_BYTES * (count + 1) + 1, text);
        if (forcesTwice) bytes.force();
        bytes.putInt(0, count + 1);
        bytes.force();
    }

    public List<String> names() {
        var names = new ArrayList<String>();
        for (int slot = 1; slot <= bytes.getInt(0); slot++) {
            var text = new byte[bytes.get(SLOT_BYTES * slot)];
            bytes.get(SLOT_BYTES * slot + 1, text);
            names.add(new String(text, StandardCharsets.UTF_8));
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
