package dev.firn.faultinjection.schedule;

/// A moment at which all threads stand still, and one of them must go on.
///
/// @param step its number in the schedule, from 0
/// @param ready bit `i` is set when thread `i` can go on
/// @param last who had the turn before, or -1 at the beginning
/// @param signature equal when the same threads stand before the same calls
record Decision(int step, long ready, int last, long signature) {
    boolean isReady(int thread) {
        return (ready & 1L << thread) != 0;
    }

    /// Whether giving the turn to `thread` takes it from one that could go on.
    boolean isPreemption(int thread) {
        return last >= 0 && thread != last && isReady(last);
    }

    /// Who goes on when nothing speaks for another: the last one, or the first that can.
    int natural() {
        return last >= 0 && isReady(last) ? last : Long.numberOfTrailingZeros(ready);
    }

    int nth(int index) {
        long left = ready;
        for (int i = 0; i < index; i++) left &= left - 1;
        return Long.numberOfTrailingZeros(left);
    }

    int count() {
        return Long.bitCount(ready);
    }
}
