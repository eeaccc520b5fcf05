package dev.firn.faultinjection.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counts for all lanes of a campaign, and hands out the kills. Thread-safe.
final class KillTally {
    private final KillOptions options;
    private final KillListener listener;
    private final long startedAt = System.nanoTime();
    private final List<String> violations = new ArrayList<>();
    private int handedOut;
    private int opening;
    private int working;
    private int closing;
    private int endedFirst;
    private long acknowledgements;

    KillTally(KillOptions options, KillListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /// Whether there is one more to be killed; it counts as handed out then.
    synchronized boolean take() {
        if (handedOut == options.kills() || !violations.isEmpty()) return false;
        handedOut++;
        return true;
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
                kills() < options.kills() && violations.isEmpty());
    }

    private int kills() {
        return opening + working + closing;
    }
}
