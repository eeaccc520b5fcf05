package dev.firn.crashtoys;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.report.Reducible;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A list of notes, each with a body of two words and, in a line of its own, a word that says it is there. The steps of
/// its workload are notes written well, a step that makes those after it hasty, and a step that does nothing.
public record Notebook(List<Step> steps, BitSet kept) implements Reducible<List<Long>> {
    public enum Step {
        NOTE,
        /// From here on a note may be there before its body.
        HURRY,
        /// From here on nobody flushes a note.
        FORGET,
        REST
    }

    private static final int NOTE_BYTES = 128;

    public static Notebook of(Step... steps) {
        var all = new BitSet();
        all.set(0, steps.length);
        return new Notebook(List.of(steps), all);
    }

    @Override
    public int operations() {
        return steps.size();
    }

    @Override
    public Notebook only(BitSet operations) {
        return new Notebook(steps, (BitSet) operations.clone());
    }

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(64 + NOTE_BYTES * 16, 64 + NOTE_BYTES * 16);
    }

    @Override
    public void work(SimulatedRegion region) {
        var mood = Step.NOTE;
        int notes = 0;
        for (int step : kept.stream().toArray()) {
            switch (steps.get(step)) {
                case HURRY, FORGET -> mood = steps.get(step);
                case REST -> region.mark(step);
                case NOTE -> {
                    region.started(step);
                    note(region, notes++, step, mood);
                    region.acknowledged(step);
                }
            }
        }
    }

    private static void note(Region region, int index, long value, Step mood) {
        long at = 64 + (long) index * NOTE_BYTES;
        if (mood == Step.FORGET) {
            region.publish(at, value);
            region.publish(at + 8, ~value);
            region.publish(at + 16, 0);
        } else {
            region.write(at, MemorySegment.ofArray(new long[] {value, ~value}), 0, 16);
        }
        if (mood != Step.HURRY) region.drain();
        commit(region, at + 64);
    }

    private static void commit(Region region, long at) {
        region.publish(at, 1);
        region.flush(at, 8);
        region.drain();
    }

    @Override
    public List<Long> recover(SimulatedRegion region) {
        var found = new ArrayList<Long>();
        var view = region.view();
        for (long at = 64; at < region.size() && view.getLong(at + 64) == 1; at += NOTE_BYTES) {
            long value = view.getLong(at);
            if (view.getLong(at + 8) != ~value) throw new IllegalStateException("note %d is torn".formatted(at / 128));
            found.add(value);
        }
        return found;
    }

    @Override
    public void judge(List<Long> found, Progress progress) {
        for (long step : progress.acknowledged()) {
            if (!found.contains(step)) throw new AssertionError("note %d is lost".formatted(step));
        }
    }

    /// Something that does not work in the same way twice.
    public static CrashScenario<Long> moody() {
        return new Moody();
    }

    private static final class Moody implements CrashScenario<Long> {
        private long runs;

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(128, 128);
        }

        @Override
        public void work(SimulatedRegion region) {
            region.publish(64, ++runs);
            region.acknowledged(1);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            return region.view().getLong(64);
        }

        @Override
        public void judge(Long found, Progress progress) {
            if (progress.isAcknowledged(1) && found == 0) throw new AssertionError("lost <it> & \"more\"");
        }
    }
}
