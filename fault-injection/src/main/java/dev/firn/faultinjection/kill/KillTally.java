package dev.firn.faultinjection.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counts for all lanes of a campaign, and hands out the kills. Thread-safe.
final class KillTally {
    private final KillOptions options;
    private final KillListener listener;
    private final long startedAt = System.nanoTime();
    private final long until;
    private final List<String> violations = new ArrayList<>();
    private int handedOut;
    private int opening;
    private int working;
    private int closing;
    private int endedFirst;
    private long acknowledgements;
    private boolean cancelled;

    KillTally(KillOptions options, KillListener listener) {
        this.options = options;
        this.listener = listener;
        this.until = startedAt + options.time().toNanos();
    }

    /// Whether there is one more to be killed; it counts as handed out then.
    synchronized boolean take() {
        boolean isOver = System.nanoTime() - until >= 0;
        if (handedOut == options.kills() || isOver || !violations.isEmpty()) return false;
        handedOut++;
        return true;
    }

    /// When the campaign is over, as the clock for spans of time says it.
    long until() {
        return until;
    }

    synchronized void killed(KillMoment moment, long acknowledged) {
        switch (moment) {
            case KillMoment.Opening _ -> opening++;
            case KillMoment.Working _ -> working++;
            case KillMoment.Closing _ -> closing++;
        }
        acknowledgements += acknowledged;
        listener.killed(kills(), acknowledgements);
    }

    /// It was gone before its moment: somebody else is to be killed in its place.
    synchronized void endedFirst(long acknowledged) {
        endedFirst++;
        handedOut--;
        acknowledgements += acknowledged;
    }

    /// It was killed before its moment, because the campaign is over.
    synchronized void cutShort(long acknowledged) {
        acknowledgements += acknowledged;
    }

    /// It is not to go on.
    synchronized void cancelled() {
        cancelled = true;
    }

    synchronized void violated(List<String> found) {
        violations.addAll(found);
    }

    synchronized KillReport report() {
        return new KillReport(
                violations,
                kills(),
                opening,
                working,
                closing,
                endedFirst,
                acknowledgements,
                Duration.ofNanos(System.nanoTime() - startedAt),
                options.seed(),
                cancelled);
    }

    private int kills() {
        return opening + working + closing;
    }
}
