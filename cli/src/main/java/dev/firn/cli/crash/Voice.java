package dev.firn.cli.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// How a process that is killed speaks to the one that kills it: whole lines on standard output. Thread-safe.
final class Voice {
    /// Without a buffer: a line must leave this process in one system call, or none of it.
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    /// This process will end with the one that has started it: standard input is a pipe that ends when that one does.
    Voice() {
        Thread.ofPlatform().daemon().name("end-with-parent").start(Voice::endWithParent);
    }

    void say(KillMessage message) {
        say(message.line());
    }

    /// @param line without its line break
    void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // Gone as well.
        }
        Runtime.getRuntime().halt(1);
    }
}
