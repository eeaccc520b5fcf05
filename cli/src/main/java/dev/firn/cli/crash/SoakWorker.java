package dev.firn.cli.crash;

import dev.firn.heap.Store;
import dev.firn.heap.StoreFullException;
import java.nio.file.Path;

/// The process that is killed in a soak: opens the store, says how far it is, and goes on.
final class SoakWorker {
    private static final int SAYS_EVERY = 100;
    private static final int SNAPSHOT_EVERY = 40;

    /// Many take away as much as they add, or more: a store that refuses so many one after the other is stuck.
    private static final int MOST_REFUSED = 1000;

    private SoakWorker() {}

    /// The process's main: back-end, file, bytes, seed, keys, transactions.
    public static void main(String[] arguments) throws Exception {
        var voice = new Voice();
        var options = SoakScript.options(arguments[0], Long.parseLong(arguments[2]));
        var script = new SoakScript(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        long left = Long.parseLong(arguments[5]);
        voice.say(new KillMessage.Opening());
        try (var store = Store.open(Path.of(arguments[1]), options)) {
            var all = SoakScript.Collections.of(store);
            long number = all.number();
            voice.say(new KillMessage.Opened(new long[] {number}));
            work(store, all, script, voice, number, left);
            voice.say(new KillMessage.Closing());
        } catch (RuntimeException | Error odd) {
            odd.printStackTrace();
            voice.say(new KillMessage.Wrong("it failed: " + odd));
            Runtime.getRuntime().halt(1);
        }
        voice.say(new KillMessage.Closed());
        System.exit(0);
    }

    private static void work(
            Store store, SoakScript.Collections all, SoakScript script, Voice voice, long done, long most) {
        long full = 0;
        int inARow = 0;
        for (long number = done + 1; number <= done + most && number > 0; number++) {
            if (number % SNAPSHOT_EVERY == 0) holdSnapshot(store, all);
            try {
                script.apply(store, all, number);
                voice.say(new KillMessage.Done(0, number));
                inARow = 0;
            } catch (StoreFullException refused) {
                full++; // this number is never done, unless a later process gets to it
                if (++inARow == MOST_REFUSED) throw refused;
            }
            if (number % SAYS_EVERY == 0) voice.say(SoakSubject.Use.of(store.metrics().log(), full).line());
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
}
