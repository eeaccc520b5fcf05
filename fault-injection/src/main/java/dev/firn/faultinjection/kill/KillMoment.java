package dev.firn.faultinjection.kill;

/// When a process is killed. Shares are of the time that the last processes took for the same, so that every moment of
/// it is as likely as any other; a share above 1 is a little after its usual end.
public sealed interface KillMoment {
    /// While it opens, at `share` of the time from [Heard#OPENING] to [Heard#OPENED].
    record Opening(double share) implements KillMoment {
        public Opening {
            requireShare(share);
        }
    }

    /// At work: `share` of the usual time between two acknowledgements after the `count`-th one. 0 is at once after
    /// [Heard#OPENED].
    record Working(int count, double share) implements KillMoment {
        public Working {
            if (count < 0) throw new IllegalArgumentException("count must not be negative: " + count);
            requireShare(share);
        }
    }

    /// While it closes, at `share` of the time from [Heard#CLOSING] to [Heard#CLOSED], after `count` acknowledgements.
    record Closing(int count, double share) implements KillMoment {
        public Closing {
            if (count < 0) throw new IllegalArgumentException("count must not be negative: " + count);
            requireShare(share);
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0)) throw new IllegalArgumentException("share must be 0 or more: " + share);
    }
}
