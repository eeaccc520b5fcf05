package dev.firn.faultinjection.kill;

import java.time.Duration;
import java.util.Objects;

/// How long a campaign goes on, and how. Immutable: each `with...` returns a changed copy.
///
/// @param kills how many processes are killed, 1 or more
/// @param lanes how many subjects are worked on side by side, 1 or more
/// @param mostAcknowledgements the most acknowledgements that a process lives for, 1 or more
/// @param seed of the random moments. The moments are repeated, what the processes had done by then is not
/// @param patience after that long without a line a process hangs, which is a violation
/// @param time after that long the campaign ends, in the midst of a process's life if need be; what is left is judged
public record KillOptions(int kills, int lanes, int mostAcknowledgements, long seed, Duration patience, Duration time) {
    /// As long as anybody waits.
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    public KillOptions {
        if (kills < 1) throw new IllegalArgumentException("kills must be positive: " + kills);
        if (lanes < 1) throw new IllegalArgumentException("lanes must be positive: " + lanes);
        if (mostAcknowledgements < 1) {
            throw new IllegalArgumentException("mostAcknowledgements must be positive: " + mostAcknowledgements);
        }
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(time, "time");
    }

    /// 200 kills, however long they take, one lane, up to 100 acknowledgements each, a patience of two minutes.
    public static KillOptions defaults() {
        return new KillOptions(200, 1, 100, 1, Duration.ofMinutes(2), FOR_EVER);
    }

    public KillOptions withKills(int value) {
        return new KillOptions(value, lanes, mostAcknowledgements, seed, patience, time);
    }

    public KillOptions withLanes(int value) {
        return new KillOptions(kills, value, mostAcknowledgements, seed, patience, time);
    }

    public KillOptions withMostAcknowledgements(int value) {
        return new KillOptions(kills, lanes, value, seed, patience, time);
    }

    public KillOptions withSeed(long value) {
        return new KillOptions(kills, lanes, mostAcknowledgements, value, patience, time);
    }

    public KillOptions withPatience(Duration value) {
        return new KillOptions(kills, lanes, mostAcknowledgements, seed, value, time);
    }

    public KillOptions withTime(Duration value) {
        return new KillOptions(kills, lanes, mostAcknowledgements, seed, patience, value);
    }
}
