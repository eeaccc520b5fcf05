package dev.firn.cli.crash;

import dev.firn.heap.Store;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// The process that is killed: opens a store, judges what is in it, and goes on with the script, on several threads,
/// acknowledging each transaction when it is durable.
final class KillWorker {
    private final Script script;
    private final long[] promised;
    private final AtomicLong left;
    private final OutputStream out;

    private KillWorker(Script script, long[] promised, long transactions, OutputStream out) {
        this.script = script;
        this.promised = promised;
        this.left = new AtomicLong(transactions);
        this.out = out;
    }

    /// Its arguments.
    ///
    /// @param transactions after so many it closes by itself
    /// @param promised how many transactions of each thread must be there
    record Task(String backend, Path file, long seed, long transactions, long[] promised) {
        List<String> arguments() {
            return List.of(
                    backend,
                    file.toString(),
                    Long.toString(seed),
                    Long.toString(transactions),
                    new KillMessage.Opened(promised).line().substring("opened ".length()));
        }

        static Task of(String[] arguments) {
            return new Task(
                    arguments[0],
                    Path.of(arguments[1]),
                    Long.parseLong(arguments[2]),
                    Long.parseLong(arguments[3]),
                    KillMessage.numbers(arguments[4]));
        }
    }

    /// The process's main.
    public static void main(String[] arguments) throws Exception {
        Task task = Task.of(arguments);
        endWithParent();
        // Without a buffer: a line must leave this process in one system call, or none of it.
        var out = new FileOutputStream(FileDescriptor.out);
        var worker = new KillWorker(new Script(task.seed()), task.promised(), task.transactions(), out);
        worker.say(new KillMessage.Opening());
        try (var store =
                new WorkStore(Store.open(task.file(), WorkStore.options(task.backend())), new Script(task.seed()))) {
            worker.work(store);
        }
        worker.say(new KillMessage.Closed());
        System.exit(0);
    }

    private void work(WorkStore store) throws InterruptedException {
        long[] atMost = IntStream.range(0, promised.length).mapToLong(thread -> promised[thread] + 1).toArray();
        List<String> wrong = WorkJudge.judge(store, script, promised, atMost);
        wrong.forEach(what -> say(new KillMessage.Wrong(what)));
        if (!wrong.isEmpty()) return;
        long[] done = store.done(promised.length);
        say(new KillMessage.Opened(done));
        List<Thread> threads =
                IntStream.range(0, done.length)
                        .mapToObj(thread -> Thread.ofPlatform().start(() -> work(store, thread, done[thread])))
                        .toList();
        for (Thread thread : threads) thread.join();
        say(new KillMessage.Closing());
    }

    private void work(WorkStore store, int thread, long done) {
        try {
            for (long number = done + 1; left.getAndDecrement() > 0; number++) {
                store.apply(thread, number);
                say(new KillMessage.Done(thread, number));
            }
        } catch (RuntimeException e) {
            say(new KillMessage.Wrong("a transaction failed: " + e));
            Runtime.getRuntime().halt(1);
        }
    }

    private void say(KillMessage message) {
        try {
            out.write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Standard input is a pipe that ends when the parent does.
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
