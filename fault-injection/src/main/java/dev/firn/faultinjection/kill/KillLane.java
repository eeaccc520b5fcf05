package dev.firn.faultinjection.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Kills the processes of one subject, one after the other. For one thread.
final class KillLane {
    /// Exit codes of a process that Ctrl-C (SIGINT) or SIGTERM reached, as it reaches all of a terminal's.
    private static final int INTERRUPTED = 128 + 2;

    private static final int TERMINATED = 128 + 15;

    private final KillSubject subject;
    private final KillPlan plan;
    private final KillOptions options;
    private final KillTally tally;
    private final Path errors;
    private final Pace pace = new Pace();
    private volatile Victim current;
    private volatile boolean cancelled;
    private long openingAt;
    private long closingAt;
    private long heardAt;

    KillLane(KillSubject subject, KillPlan plan, KillOptions options, KillTally tally, Path errors) {
        this.subject = subject;
        this.plan = plan;
        this.options = options;
        this.tally = tally;
        this.errors = errors;
    }

    /// Goes on until there is nobody left to be killed, a promise is broken, or it is cancelled.
    void run() throws IOException {
        try (subject) {
            while (!cancelled && tally.take()) tally.violated(life(plan.next()));
            tally.violated(subject.judgeLast());
        }
    }

    /// Ends it soon, by killing the process. For any thread.
    void cancel() {
        stop();
        Victim victim = current;
        if (victim != null) victim.kill();
    }

    private void stop() {
        cancelled = true;
        tally.cancelled();
    }

    private List<String> life(KillMoment moment) throws IOException {
        try (var victim = Victim.start(subject.command(moment), errors)) {
            current = victim;
            if (cancelled) victim.kill();
            var killer = new Killer(victim, moment, pace, options.patience(), tally.until());
            try {
                listen(victim, killer);
            } finally {
                killer.ended();
            }
            int code = victim.await();
            if (!cancelled) return judge(moment, killer, code);
            tally.cutShort(killer.acknowledged());
            return List.of();
        }
    }

    private void listen(Victim victim, Killer killer) throws IOException {
        for (Optional<String> line = victim.next(); line.isPresent(); line = victim.next()) {
            Heard what = subject.heard(line.get());
            measure(what);
            killer.heard(what);
        }
    }

    private void measure(Heard what) {
        long now = System.nanoTime();
        switch (what) {
            case OPENING -> openingAt = now;
            case OPENED -> pace.opening(now - openingAt);
            case ACKNOWLEDGED -> pace.step(now - heardAt);
            case CLOSING -> closingAt = now;
            case CLOSED -> pace.closing(now - closingAt);
            case OTHER -> {}
        }
        heardAt = now;
    }

    private List<String> judge(KillMoment moment, Killer killer, int code) throws IOException {
        return switch (killer.end()) {
            case HUNG -> List.of("the process hung: nothing heard for " + options.patience());
            case AT_ITS_MOMENT -> {
                tally.killed(moment, killer.acknowledged());
                yield subject.judge();
            }
            case OUT_OF_TIME -> {
                tally.cutShort(killer.acknowledged());
                yield subject.judge();
            }
            case BY_ITSELF -> judge(killer.acknowledged(), code);
        };
    }

    /// Nobody has killed it.
    private List<String> judge(int acknowledged, int code) throws IOException {
        if (code == INTERRUPTED || code == TERMINATED) {
            stop();
            return List.of();
        }
        if (code == 0) tally.endedFirst(acknowledged);
        List<String> violations = subject.judge();
        if (!violations.isEmpty() || code == 0) return violations;
        return List.of("the process ended by itself with exit code %d; see %s".formatted(code, errors));
    }
}
