package dev.firn.faultinjection;

import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The smallest log there is, for testing the tester: entries of two words and a flag word in a line of its own.
/// `Habit` names the mistakes it can make.
final class ToyLog {
    /// How it commits.
    enum Habit {
        CORRECT,
        /// The flag may be there before the body.
        FLAG_BEFORE_DRAIN,
        /// Acknowledges what no drain covered.
        NO_FINAL_DRAIN,
        /// The body is published, not written, and never flushed.
        BODY_NOT_FLUSHED,
        /// Counts its recoveries in place, so that a second one finds something else.
        RECOVERY_CHANGES_THE_ANSWER
    }

    private static final int ENTRY_BYTES = 128;
    private static final int COUNTER = 0;

    private ToyLog() {}

    static void append(Region region, int index, long value, Habit habit) {
        long at = entry(index);
        if (habit == Habit.BODY_NOT_FLUSHED) {
            region.publish(at, value);
            region.publish(at + 8, ~value);
        } else {
            region.write(at, MemorySegment.ofArray(new long[] {value, ~value}), 0, 16);
        }
        if (habit != Habit.FLAG_BEFORE_DRAIN) region.drain();
        region.publish(at + 64, 1);
        region.flush(at + 64, 8);
        if (habit != Habit.NO_FINAL_DRAIN) region.drain();
    }

    /// The values found; throws for an entry that is there and broken.
    static List<Long> recover(Region region, Habit habit) {
        var found = new ArrayList<Long>();
        var view = region.view();
        for (int index = 0; entry(index) + ENTRY_BYTES <= region.size(); index++) {
            if (view.getLong(entry(index) + 64) != 1) break;
            long value = view.getLong(entry(index));
            if (view.getLong(entry(index) + 8) != ~value) throw new IllegalStateException("broken entry " + index);
            found.add(value);
        }
        if (habit == Habit.RECOVERY_CHANGES_THE_ANSWER) {
            long count = view.getLong(COUNTER) + 1;
            region.publish(COUNTER, count);
            region.persist(COUNTER, 8);
            found.add(-count);
        }
        return found;
    }

    private static long entry(int index) {
        return 64 + (long) index * ENTRY_BYTES;
    }

    /// Appends `entries` entries; after a crash one more.
    record Scenario(Habit habit, int entries) implements CrashScenario<List<Long>> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(1024, 1024);
        }

        @Override
        public void work(SimulatedRegion region) {
            for (int index = 0; index < entries; index++) {
                region.started(index);
                append(region, index, 100L + index, habit);
                region.acknowledged(index);
            }
        }

        @Override
        public List<Long> recover(SimulatedRegion region) {
            return ToyLog.recover(region, habit);
        }

        @Override
        public void judge(List<Long> found, Progress progress) {
            for (long index = 0; index < entries; index++) {
                boolean isFound = found.contains(100 + index);
                if (progress.isAcknowledged(index) && !isFound) throw new AssertionError("lost entry " + index);
                if (!progress.isStarted(index) && isFound) throw new AssertionError("invented entry " + index);
            }
        }
    }
}
