package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.SyncFailedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The smallest thing that can be swept: numbers one behind the other, each with its complement. `Habit` names the
/// mistakes it can make when a call fails.
record Notes(Habit habit, int notes) implements FaultScenario<List<Long>> {
    enum Habit {
        CORRECT,
        /// Drains once more after a failed drain.
        RETRIES_A_SYNC,
        /// Takes no notice of a failed drain.
        IGNORES_A_SYNC,
        /// Lets failures out as something else.
        WRAPS_FAILURES,
        /// Counts a note for which there was no space.
        COUNTS_WHAT_IT_REFUSED,
        /// Lets the JVM's own error out.
        KNOWS_NO_LATE_FAULTS
    }

    private static final int BYTES = 16;

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(64, 1024);
    }

    @Override
    public Subject<List<Long>> open(Region region) {
        var book = new Book(region, habit, notes);
        book.load();
        return book;
    }

    @Override
    public void judge(List<Long> found, Progress progress) {
        for (long note = 1; note <= notes; note++) {
            boolean isFound = found.contains(note);
            if (progress.isAcknowledged(note) && !isFound) throw new AssertionError("lost note " + note);
            if (!progress.isStarted(note) && isFound) throw new AssertionError("invented note " + note);
        }
    }

    private static final class Book implements Subject<List<Long>> {
        private final Region region;
        private final Habit habit;
        private final int notes;
        private final List<Long> known = new ArrayList<>();
        private boolean failed;

        Book(Region region, Habit habit, int notes) {
            this.region = region;
            this.habit = habit;
            this.notes = notes;
        }

        void load() {
            try {
                for (long at = 0; at + BYTES <= region.size(); at += BYTES) {
                    long note = region.view().getLong(at);
                    if (note == 0 || region.view().getLong(at + 8) != ~note) break;
                    known.add(note);
                }
            } catch (InternalError late) {
                if (habit == Habit.KNOWS_NO_LATE_FAULTS) throw late;
                throw MediumFaultException.late(late);
            }
        }

        @Override
        public void work(Journal journal) {
            for (long note = 1; note <= notes; note++) {
                journal.started(note);
                try {
                    add(note);
                } catch (NoSpaceException full) {
                    journal.refused(note);
                    if (habit == Habit.COUNTS_WHAT_IT_REFUSED) known.add(note);
                    continue;
                }
                journal.acknowledged(note);
            }
        }

        private void add(long note) {
            long at = (long) known.size() * BYTES;
            if (at + BYTES > region.size()) region.grow(region.size() + 64);
            try {
                region.write(at, MemorySegment.ofArray(new long[] {note, ~note}), 0, BYTES);
                drain();
                region.publish(at, note);
                region.persist(at, 8);
            } catch (FirnException failure) {
                failed = true;
                if (habit == Habit.WRAPS_FAILURES) throw new IllegalStateException(failure);
                throw failure;
            }
            known.add(note);
        }

        private void drain() {
            try {
                region.drain();
            } catch (SyncFailedException failure) {
                if (habit == Habit.IGNORES_A_SYNC) return;
                if (habit != Habit.RETRIES_A_SYNC) throw failure;
                region.drain();
            }
        }

        @Override
        public List<Long> contents() {
            if (failed) throw new SyncFailedException("the book has failed", null);
            return List.copyOf(known);
        }

        @Override
        public void close() {}
    }
}
