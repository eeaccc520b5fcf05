package dev.firn.cli.crash;

import dev.firn.heap.Store;
import dev.firn.heap.StoreFullException;
import dev.firn.heap.StoreMetrics;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The process that is killed in a soak: opens the store, says how far it is, and goes on.
final class SoakWorker {
    private static final int SAYS_EVERY = 100;
    private static final int SNAPSHOT_EVERY = 40;

    private SoakWorker() {}

    /// The process's main: back-end, file, bytes, seed, keys, transactions.
    public static void main(String[] arguments) throws Exception {
        var out = new FileOutputStream(FileDescriptor.out);
        endWithParent();
        var options = SoakScript.options(arguments[0], Long.parseLong(arguments[2]));
        var script = new SoakScript(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        long left = Long.parseLong(arguments[5]);
        say(out, new KillMessage.Opening());
        try (var store = Store.open(Path.of(arguments[1]), options)) {
            var all = SoakScript.Collections.of(store);
            long number = all.number();
            say(out, new KillMessage.Opened(new long[] {number}));
            work(store, all, script, out, number, left);
            say(out, new KillMessage.Closing());
        } catch (RuntimeException | Error odd) {
            odd.printStackTrace();
            say(out, new KillMessage.Wrong("it failed: " + odd));
            Runtime.getRuntime().halt(1);
        }
        say(out, new KillMessage.Closed());
        System.exit(0);
    }

    private static void work(
            Store store, SoakScript.Collections all, SoakScript script, FileOutputStream out, long done, long most) {
        long full = 0;
        for (long number = done + 1; number <= done + most && number > 0; number++) {
            if (number % SNAPSHOT_EVERY == 0) holdSnapshot(store, all);
            try {
                script.apply(store, all, number);
                say(out, new KillMessage.Done(0, number));
            } catch (StoreFullException refused) {
                full++; // this number is never done, unless a later process gets to it
            }
            if (number % SAYS_EVERY == 0) sayUse(out, store.metrics().log(), full);
        }
    }

    /// Somebody reads for a while, now and then.
    private static void holdSnapshot(Store store, SoakScript.Collections all) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        store.read(() -> {
                            int read = 0;
                            for (var key : all.values().keySet()) if (key >= 0 && read++ > 1000) break;
                        });
                    } catch (RuntimeException endedOrClosed) {
                        // The room was needed.
                    }
                });
    }

    private static void sayUse(FileOutputStream out, StoreMetrics.LogUse use, long full) {
        line(out, "use %d %d %d %d".formatted(use.segmentOpenings(), use.movedBytes(), use.checkpointBytes(), full));
    }

    private static void say(FileOutputStream out, KillMessage message) {
        line(out, message.line());
    }

    /// In one system call, or none of it.
    private static void line(FileOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endWithParent() {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        // Gone as well.
                    }
                    Runtime.getRuntime().halt(1);
                });
    }
}
