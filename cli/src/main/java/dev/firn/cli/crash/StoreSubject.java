package dev.firn.cli.crash;

import dev.firn.faultinjection.kill.Heard;
import dev.firn.faultinjection.kill.KillMoment;
import dev.firn.faultinjection.kill.KillSubject;
import dev.firn.faultinjection.kill.QuickJvm;
import dev.firn.heap.Store;
import dev.firn.pmem.FirnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// The store as the subject of a kill campaign. Each store lives for some kills, and then a new one is made.
///
/// What a kill left is opened here now and then; otherwise the next process opens it first, and may be killed while it
/// does. Both judge.
final class StoreSubject implements KillSubject {
    private static final double JUDGED_HERE = 0.3;
    private static final double COMPILED = 0.2;

    private final Setup setup;
    private final Random random;
    private final List<String> wrong = new ArrayList<>();
    private long[] promised;
    private int stores;
    private int kills;
    private boolean judged = true;

    /// What all stores have in common.
    ///
    /// @param jvm starts processes
    /// @param folder where the stores are made
    /// @param name the beginning of their files' names
    /// @param backend a persist back-end's name, or [WorkStore#ANY_BACKEND]
    /// @param threads of a process
    /// @param killsPerStore after so many a new store is made
    record Setup(QuickJvm jvm, Path folder, String name, String backend, int threads, int killsPerStore, long seed) {}

    StoreSubject(Setup setup) {
        this.setup = setup;
        this.random = new Random(setup.seed());
        this.promised = new long[setup.threads()];
    }

    @Override
    public List<String> command(KillMoment moment) throws IOException {
        if (kills == setup.killsPerStore()) next();
        kills++;
        long transactions =
                switch (moment) {
                    case KillMoment.Closing(int count, _) -> count;
                    case KillMoment.Opening _, KillMoment.Working _ -> Long.MAX_VALUE;
                };
        var task = new KillWorker.Task(setup.backend(), file(), seed(), transactions, promised);
        // Most processes are dead before compiled code would pay; some have it, since it is what users run.
        QuickJvm jvm = random.nextDouble() < COMPILED ? setup.jvm() : setup.jvm().with("-Xint");
        return jvm.command(KillWorker.class.getName(), task.arguments());
    }

    @Override
    public Heard heard(String line) {
        KillMessage message = KillMessage.parse(line);
        switch (message) {
            case KillMessage.Opened(long[] done) -> promised = done;
            case KillMessage.Done(int thread, long number) -> promised[thread] = number;
            case KillMessage.Wrong(String what) -> say("found by the next process: " + what);
            case KillMessage.NoRoom(String what) -> throw NoRoom.failure(what);
            case KillMessage.Opening _, KillMessage.Closing _, KillMessage.Closed _, KillMessage.Other _ -> {}
        }
        return message.heard();
    }

    @Override
    public List<String> judge() {
        judged = false;
        boolean last = kills == setup.killsPerStore();
        if (last || random.nextDouble() < JUDGED_HERE) judgeHere();
        return List.copyOf(wrong);
    }

    @Override
    public List<String> judgeLast() {
        if (!judged) judgeHere();
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        if (wrong.isEmpty()) delete();
    }

    private void judgeHere() {
        var script = new Script(seed());
        long[] atMost = LongStream.of(promised).map(number -> number + 1).toArray();
        try (var store = new WorkStore(Store.open(file(), WorkStore.options(setup.backend())), script)) {
            WorkJudge.judge(store, script, promised, atMost).forEach(this::say);
            promised = store.done(promised.length);
        } catch (FirnException e) {
            if (NoRoom.isReasonFor(e) && !Files.exists(file()))
                throw NoRoom.failure(e.getMessage()); // It was killed early.
            say("it does not open: " + e.getMessage());
        }
        judged = true;
    }

    private void say(String what) {
        wrong.add("%s after kill %d: %s".formatted(file(), kills, what));
    }

    private void next() {
        delete();
        stores++;
        kills = 0;
        judged = true;
        promised = new long[setup.threads()];
    }

    private void delete() {
        try {
            Files.deleteIfExists(file());
            Files.deleteIfExists(Path.of(file() + ".lock"));
        } catch (IOException e) {
            // The folder goes away at the end, or is the user's, who finds it.
        }
    }

    private long seed() {
        return setup.seed() + stores;
    }

    private Path file() {
        return setup.folder().resolve("%s-%d.firn".formatted(setup.name(), stores));
    }
}
