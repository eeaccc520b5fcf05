package dev.firn.examples;

import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The medium alone: a note pad that is only ever appended to, in about the fewest lines that survive a power cut.
///
/// The first word of the region says where the notes end. A note is written behind the end and made durable there,
/// where nobody looks yet; then the word moves. Whenever the power fails, the pad holds the note wholly or not at all.
///
/// Run it with a file and some words: `RegionExample notes.pad buy milk`.
public final class RegionExample {
    private static final long END = 0;
    private static final long FIRST_NOTE = 64;

    private final Region region;

    RegionExample(Region region) {
        this.region = region;
    }

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        try (Region region =
                Files.exists(file)
                        ? Regions.open(file, RegionOptions.defaults())
                        : Regions.create(file, 1 << 20, RegionOptions.defaults())) {
            var pad = new RegionExample(region);
            if (args.length > 1) pad.add(String.join(" ", List.of(args).subList(1, args.length)));
            pad.notes().forEach(System.out::println);
            System.out.println(region.explain().sentence());
        }
    }

    void add(String note) {
        byte[] text = note.getBytes(StandardCharsets.UTF_8);
        int length = Math.ceilDiv(Integer.BYTES + text.length, 8) * 8;
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).put(text);
        long end = end();
        region.write(end, MemorySegment.ofArray(bytes.array()), 0, length);
        region.drain(); // The note is there before anything says so ...
        region.publish(END, end + length);
        region.persist(END, Long.BYTES); // ... and it counts from here on.
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        for (long at = FIRST_NOTE; at < end(); ) {
            var text = new byte[region.view().getInt(at)];
            region.view().copyTo(at + Integer.BYTES, MemorySegment.ofArray(text), 0, text.length);
            notes.add(new String(text, StandardCharsets.UTF_8));
            at += Math.ceilDiv(Integer.BYTES + text.length, 8) * 8L;
        }
        return notes;
    }

    private long end() {
        return Math.max(FIRST_NOTE, region.view().getLongAcquire(END));
    }
}
