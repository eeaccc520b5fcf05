package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Has documents counted by child processes, kills them as planned, and proves after each that nothing is lost.
///
/// The proof: the store holds exactly the documents whose transactions were acknowledged. The one that was under way
/// when the child died may be in it as well, wholly.
final class CrashRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Setup setup;
    private final Feed feed;
    private final KillPlan plan;
    private final Watcher watcher;
    private final Model model = new Model();
    private final Tally tally = new Tally();
    private final Pace pace = new Pace();
    private volatile Child current;
    private volatile boolean cancelled;
    private Explanation explanation;

    /// What a run needs to know.
    ///
    /// @param command starts a child
    /// @param opener opens the store here, for the proof
    /// @param store its file; nothing is there yet
    /// @param scratch a folder of the run's own
    record Setup(ChildCommand command, WordStore.Opener opener, Path store, Path scratch) {}

    CrashRun(Setup setup, Feed feed, KillPlan plan, Watcher watcher) {
        this.setup = setup;
        this.feed = feed;
        this.plan = plan;
        this.watcher = watcher;
    }

    /// Runs to the end of the documents, or to the first loss. Returns what was lost.
    ///
    /// @throws ChildFailedException when a child ends by itself
    List<String> run() {
        try {
            for (Kill kill = plan.next(); ; ) {
                round(kill);
                Kill next = kill instanceof Kill.Never ? kill : plan.next();
                List<String> losses = prove(kill, next);
                if (!losses.isEmpty() || kill instanceof Kill.Never) return losses;
                kill = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the run soon, by killing the child; [#run] then throws. For any thread.
    void cancel() {
        cancelled = true;
        Child child = current;
        if (child != null) child.kill();
    }

    Model model() {
        return model;
    }

    Tally tally() {
        return tally;
    }

    /// Why the medium is used as it is; null before the first proof.
    Explanation explanation() {
        return explanation;
    }

    private void round(Kill kill) throws IOException {
        long startedAt = System.nanoTime();
        var child = Child.start(setup.command(), setup.store(), errors());
        current = child;
        if (cancelled) child.kill();
        var killer = new Killer(child, kill, pace, PATIENCE);
        killer.started();
        long first = model.done() + 1;
        Thread.ofPlatform().daemon().name("sender").start(() -> send(child, killer, first, kill));
        Message last = listen(child, killer, startedAt);
        int code = child.await();
        killer.ended();
        if (cancelled) throw ChildFailedException.cancelled();
        if (killer.fired()) {
            tally.killed(kill);
            watcher.killed(tally.kills());
        } else if (!(last instanceof Message.Closed)) {
            throw failure(last, killer, code);
        }
    }

    private void send(Child child, Killer killer, long first, Kill kill) {
        try {
            long number = first;
            for (var next = feed.get(number); next.isPresent(); next = feed.get(++number)) child.send(next.get());
            killer.noneAfter(number - 1);
            if (kill instanceof Kill.Never) child.endInput();
        } catch (IOException e) {
            // The child is dead. Whether it should be is found out where it is listened to.
        }
    }

    /// Hears the child out; returns the last thing it said, null when it said nothing.
    private Message listen(Child child, Killer killer, long startedAt) throws IOException {
        Message last = null;
        long openedAt = startedAt;
        long heardAt = startedAt;
        long before = model.done();
        Counters counters = Counters.ZERO;
        for (var next = child.next(); next.isPresent(); next = child.next()) {
            last = next.get();
            long now = System.nanoTime();
            switch (last) {
                case Message.Opened(long done) -> {
                    pace.start(now - startedAt);
                    openedAt = now;
                    killer.acknowledged(done);
                }
                case Message.Done(long number, Counters since) -> {
                    pace.transaction(now - heardAt);
                    counters = since;
                    acknowledge(number);
                    killer.acknowledged(number);
                }
                case Message.Closed(), Message.Failed(_) -> {}
            }
            heardAt = now;
        }
        tally.child(model.done() - before, heardAt - openedAt, counters);
        return last;
    }

    private void acknowledge(long number) {
        if (number != model.done() + 1) {
            throw new IllegalStateException("file %d acknowledged after %d".formatted(number, model.done()));
        }
        model.add(feed.get(number).orElseThrow());
        feed.finished(number);
        watcher.finished(number + feed.skipped());
    }

    private List<String> prove(Kill kill, Kill next) throws IOException {
        Path file = next instanceof Kill.AtStart ? copy() : setup.store();
        if (!Files.exists(file) && model.done() == 0) return List.of(); // Killed before the store was made.
        long openedAt = System.nanoTime();
        try (WordStore store = setup.opener().open(file)) {
            long nanos = System.nanoTime() - openedAt;
            explanation = store.explain();
            long before = model.done();
            Optional<Document> inFlight = before < feed.handedOut() ? feed.get(before + 1) : Optional.empty();
            List<String> losses = Verifier.losses(store, model, inFlight);
            feed.finished(model.done());
            if (!(kill instanceof Kill.Never)) tally.recovered(nanos, model.done() > before);
            return losses;
        }
    }

    /// The child that is killed while it recovers needs something to recover, so the proof leaves the store as it is.
    private Path copy() throws IOException {
        Path copy = setup.scratch().resolve("copy.firn");
        if (!Files.exists(setup.store())) return setup.store();
        return Files.copy(setup.store(), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path errors() {
        return setup.scratch().resolve("child-errors.txt");
    }

    private ChildFailedException failure(Message last, Killer killer, int code) {
        if (last instanceof Message.Failed(String why)) return new ChildFailedException(why, code);
        String how = killer.stalled() ? "hung and was killed" : "ended by itself with exit code " + code;
        return new ChildFailedException("the child process " + how + "; see " + errors(), code);
    }
}
