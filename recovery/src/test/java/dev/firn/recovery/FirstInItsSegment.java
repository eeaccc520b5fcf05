package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;

/// A thread opens a segment, and another one is the first to append there: its drain covers its own frame alone, so
/// the segment's head has to be durable before.
///
/// The moment between the two has no call of the medium in it. The log has to be loaded with a call of [#pause] there.
public final class FirstInItsSegment extends WorkloadScenario {
    private static Runnable meanwhile = () -> {};
    private static int reservationsBefore;

    private final int reservations;
    private final List<Op[]> batches;

    /// @param reservations that are tried before the other thread comes
    /// @param batches the last one is the other thread's
    FirstInItsSegment(int reservations, Op[]... batches) {
        super(LogScenario.defaults());
        this.reservations = reservations;
        this.batches = List.of(batches);
    }

    /// The first segment, with a batch of one frame and with one of parts, and the second one.
    public static List<CrashScenario<?>> all() {
        Op[] parts = {new Op.Put(2, "x".repeat(2500)), new Op.Put(3, "y".repeat(2500))};
        Op[] other = {new Op.Put(9, "quick")};
        return List.of(
                new FirstInItsSegment(0, put(2, 100), other),
                new FirstInItsSegment(0, parts, other),
                new FirstInItsSegment(2, put(2, 3900), put(3, 1900), other),
                new FirstInItsSegment(2, put(2, 3900), parts, other));
    }

    private static Op[] put(long object, int length) {
        return new Op[] {new Op.Put(object, "x".repeat(length))};
    }

    @Override
    List<Op[]> batches() {
        return batches;
    }

    /// Called before each reservation.
    public static void pause() {
        if (reservationsBefore-- > 0) return;
        var now = meanwhile;
        meanwhile = () -> {};
        now.run();
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        int last = batches.size() - 1;
        reservationsBefore = reservations;
        meanwhile =
                () -> {
                    join(Thread.ofPlatform().start(() -> LogScenario.append(region, log, last, batches.get(last))));
                };
        for (int number = 0; number < last; number++) LogScenario.append(region, log, number, batches.get(number));
    }
}
