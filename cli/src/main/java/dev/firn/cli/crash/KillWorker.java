package dev.firn.cli.crash;

import dev.firn.heap.Store;
import dev.firn.pmem.NoSpaceException;
import java.nio.file.Files;
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
    private final Voice voice = new Voice();

    private KillWorker(Script script, long[] promised, long transactions) {
        this.script = script;
        this.promised = promised;
        this.left = new AtomicLong(transactions);
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
        var worker = new KillWorker(new Script(task.seed()), task.promised(), task.transactions());
        worker.voice.say(new KillMessage.Opening());
        try (var store =
                new WorkStore(Store.open(task.file(), WorkStore.options(task.backend())), new Script(task.seed()))) {
            worker.work(store);
        } catch (NoSpaceException e) {
            if (!Files.exists(task.file())) worker.voice.say(new KillMessage.NoRoom(e.getMessage()));
            throw e;
        }
        worker.voice.say(new KillMessage.Closed());
        System.exit(0);
    }

    private void work(WorkStore store) throws InterruptedException {
        long[] atMost = IntStream.range(0, promised.length).mapToLong(thread -> promised[thread] + 1).toArray();
        List<String> wrong = WorkJudge.judge(store, script, promised, atMost);
        wrong.forEach(what -> voice.say(new KillMessage.Wrong(what)));
        if (!wrong.isEmpty()) return;
        long[] done = store.done(promised.length);
        voice.say(new KillMessage.Opened(done));
        List<Thread> threads =
                IntStream.range(0, done.length)
                        .mapToObj(thread -> Thread.ofPlatform().start(() -> work(store, thread, done[thread])))
                        .toList();
        for (Thread thread : threads) thread.join();
        voice.say(new KillMessage.Closing());
    }

    private void work(WorkStore store, int thread, long done) {
        try {
            for (long number = done + 1; left.getAndDecrement() > 0; number++) {
                store.apply(thread, number);
                voice.say(new KillMessage.Done(thread, number));
            }
        } catch (RuntimeException e) {
            voice.say(
                    NoRoom.isReasonFor(e)
                            ? new KillMessage.NoRoom(e.getMessage())
                            : new KillMessage.Wrong("a transaction failed: " + e));
            Runtime.getRuntime().halt(1);
        }
    }
}
