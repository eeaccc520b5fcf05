package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The child of a run: reads documents, counts their words into a store, one transaction each, and acknowledges each
/// only when it is durable. Ends when its input ends, so it never outlives its parent for long.
final class WordCounter {
    private final DataInputStream in;
    private final OutputStream out;

    private WordCounter(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.out = out;
    }

    /// Does the work in this process, between its standard input and output; returns the exit code.
    ///
    /// Standard output is used without a buffer: a line must leave this process in one system call, or none of it.
    static int run(WordStore.Opener opener, Path file) throws IOException {
        var counter = new WordCounter(System.in, new FileOutputStream(FileDescriptor.out));
        try {
            counter.count(opener, file);
            return 0;
        } catch (RuntimeException | IOException e) {
            counter.say(new Message.Failed(String.valueOf(e.getMessage())));
            e.printStackTrace();
            return 1;
        }
    }

    private void count(WordStore.Opener opener, Path file) throws IOException {
        try (WordStore store = opener.open(file)) {
            Counters start = store.counters();
            say(new Message.Opened(store.done()));
            for (var next = read(); next.isPresent(); next = read()) {
                store.add(next.get().number(), next.get().counts());
                say(new Message.Done(next.get().number(), store.counters().since(start)));
            }
        }
        say(new Message.Closed());
    }

    private Optional<Document> read() throws IOException {
        try {
            long number = in.readLong();
            byte[] utf8 = new byte[in.readInt()];
            in.readFully(utf8);
            return Optional.of(new Document(number, "", utf8));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private void say(Message message) throws IOException {
        out.write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
