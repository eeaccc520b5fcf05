package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.Trace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One event of a recorded trace, as it travels from the process that is stepped.
///
/// @param words for a store: the words that it touched, whole, from the one that holds `at`
record Believed(Trace.Kind kind, long at, long length, long[] words) {
    int firstWord() {
        return (int) (at / Long.BYTES);
    }

    static List<Believed> of(Trace trace) {
        var events = new ArrayList<Believed>();
        for (int event = 0; event < trace.size(); event++) {
            events.add(new Believed(trace.kind(event), trace.at(event), trace.argument(event), words(trace, event)));
        }
        return events;
    }

    private static long[] words(Trace trace, int event) {
        return switch (trace.kind(event)) {
            case WRITE, PUBLISH, STORE -> {
                var words = new long[trace.storedWords(event)];
                for (int word = 0; word < words.length; word++) words[word] = trace.storedWord(event, word);
                yield words;
            }
            default -> new long[0];
        };
    }

    static void write(List<Believed> events, Path file) throws IOException {
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(events.size());
            for (var event : events) {
                out.writeUTF(event.kind().name());
                out.writeLong(event.at());
                out.writeLong(event.length());
                out.writeInt(event.words().length);
                for (long word : event.words()) out.writeLong(word);
            }
        }
    }

    static List<Believed> read(Path file) throws IOException {
        var events = new ArrayList<Believed>();
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            int count = in.readInt();
            for (int event = 0; event < count; event++) {
                var kind = Trace.Kind.valueOf(in.readUTF());
                long at = in.readLong();
                long length = in.readLong();
                var words = new long[in.readInt()];
                for (int word = 0; word < words.length; word++) words[word] = in.readLong();
                events.add(new Believed(kind, at, length, words));
            }
        }
        return events;
    }
}
