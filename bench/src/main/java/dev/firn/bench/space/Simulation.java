package dev.firn.bench.space;

import dev.firn.bench.space.Setting.Sizes;
import dev.firn.bench.space.Setting.Victims;
import dev.firn.log.LogMemory;
import dev.firn.log.space.IntervalClasses;
import dev.firn.log.space.Pacing;
import dev.firn.log.space.Placement;
import dev.firn.log.space.VictimChoice;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Runs one [Setting] and counts what is moved.
final class Simulation {
    /// @param writeAmplification bytes written for each byte that users wrote
    /// @param divergence what [dev.firn.log.space.Skew] measured at the end
    /// @param classes how many there were at the end
    /// @param longestStep the most bytes that were moved for one write
    /// @param waits how often a write found no room
    /// @param segmentsACheckpoint how many segments were filled from one checkpoint to the next
    record Result(
            double writeAmplification,
            double divergence,
            int classes,
            long longestStep,
            long waits,
            double segmentsACheckpoint) {}

    private static final int MEAN_RECORD = 1024;
    private static final int SMALLEST_MIXED = 128;
    private static final int USER = IntervalClasses.MOST;

    private final Setting setting;
    private final SplittableRandom random = new SplittableRandom(42);
    private final SyntheticLog log;
    private final Traffic traffic;
    private final int objects;
    private final Pacing pacing;
    private final int[] heads = new int[USER + 1];
    private Placement placement;
    private VictimChoice choice;
    private int victim = VictimChoice.NONE;
    private int victimIndex;
    private long victimMoved;
    private boolean cleaning;
    private long sinceCheckpoint;
    private long userBytes;
    private long movedBytes;
    private long longestStep;
    private long waits;
    private long checkpoints;

    private Simulation(Setting setting) {
        this.setting = setting;
        int segmentBytes = setting.slots() * MEAN_RECORD;
        this.objects = (int) (setting.fill() * setting.segments() * setting.slots());
        int smallest = setting.sizes() == Sizes.EQUAL ? MEAN_RECORD : SMALLEST_MIXED;
        this.log = new SyntheticLog(setting.segments(), segmentBytes, smallest, objects);
        this.traffic = new Traffic(setting.traffic(), objects, random);
        this.pacing = new Pacing(segmentBytes, setting.store().reserve());
        pacing.limits(setting.store().reserve(), setting.store().pool());
        Arrays.fill(heads, SyntheticLog.NOWHERE);
        learnAnew();
    }

    static Result run(Setting setting) {
        return new Simulation(setting).run();
    }

    private Result run() {
        for (int object = 0; object < objects; object++) write(object, true);
        long volume = (long) setting.segments() * setting.slots();
        long writes = volume * (setting.warmUp() + setting.counted());
        long restartEvery = setting.store().restarts() == 0 ? Long.MAX_VALUE : writes / setting.store().restarts();
        for (long i = 0; i < writes; i++) {
            if (i == volume * setting.warmUp()) userBytes = movedBytes = longestStep = waits = checkpoints = 0;
            if (i % restartEvery == restartEvery / 2) restart();
            write(traffic.next(), false);
        }
        double filled = userBytes + movedBytes;
        double amplification = 1 + (double) movedBytes / userBytes;
        return new Result(
                amplification,
                placement.divergence(),
                classes(),
                longestStep,
                waits,
                filled / log.segmentBytes / Math.max(1, checkpoints));
    }

    private void write(int object, boolean isNew) {
        int bytes = recordBytes();
        if (setting.store().paced()) pace(bytes);
        int head = userHead(object);
        if (!hasRoom(head, bytes)) makeRoom(head, bytes);
        log.put(heads[head], object, bytes);
        placement.wrote(object, bytes, isNew, log.liveBytes());
        placement.placed(heads[head], object, bytes, log.liveBytes());
        userBytes += bytes;
        sinceCheckpoint += bytes;
    }

    private int recordBytes() {
        return switch (setting.sizes()) {
            case EQUAL -> MEAN_RECORD;
            case MIXED -> random.nextInt(SMALLEST_MIXED / 8, (2 * MEAN_RECORD - SMALLEST_MIXED) / 8 + 1) * 8;
        };
    }

    private int userHead(int object) {
        return switch (setting.heads()) {
            case ALL_BY_CLASS -> limited(placement.userClass(object, log.liveBytes()));
            case MOVES_BY_CLASS -> USER;
        };
    }

    private int classes() {
        return Math.min(setting.classes(), placement.classes());
    }

    private int limited(int ofClass) {
        return Math.min(ofClass, classes() - 1);
    }

    private boolean hasRoom(int head, int bytes) {
        return heads[head] != SyntheticLog.NOWHERE && log.fits(heads[head], bytes);
    }

    /// Where the cleaner does not keep pace, the user waits for it.
    private void makeRoom(int head, int bytes) {
        sealIdle();
        long before = movedBytes;
        while (log.free() <= setting.store().reserve()) {
            if (log.free() <= setting.store().reserve() && log.emptied() > 0) checkpoint();
            else clean(Long.MAX_VALUE);
        }
        if (movedBytes > before) waits++;
        longestStep = Math.max(longestStep, movedBytes - before);
        if (!hasRoom(head, bytes)) rotate(head);
    }

    private void rotate(int head) {
        if (heads[head] != SyntheticLog.NOWHERE) log.seal(heads[head]);
        if (log.free() == 0) checkpoint();
        heads[head] = log.open(head == USER ? -1 : head);
        placement.opened(heads[head], head == USER);
        long every = (long) setting.store().checkpointSegments() * log.segmentBytes;
        if (every == 0 || sinceCheckpoint >= every) checkpoint();
    }

    private void checkpoint() {
        log.nameEmptied();
        sinceCheckpoint = 0;
        checkpoints++;
    }

    private void sealIdle() {
        for (int head = classes(); head < USER; head++) {
            if (heads[head] == SyntheticLog.NOWHERE) continue;
            log.seal(heads[head]);
            heads[head] = SyntheticLog.NOWHERE;
        }
    }

    private void pace(int bytes) {
        long free = (long) (log.free() + log.emptied()) * log.segmentBytes;
        long owed = pacing.owes(bytes, free);
        if (owed == 0) return;
        long before = movedBytes;
        clean(owed);
        longestStep = Math.max(longestStep, movedBytes - before);
    }

    /// Moves about `budget` bytes, or to the end of a victim.
    private void clean(long budget) {
        if (victim == VictimChoice.NONE && !chooseVictim()) return;
        long until = budget == Long.MAX_VALUE ? budget : movedBytes + budget;
        while (victimIndex < log.records(victim) && movedBytes < until) moveNext();
        if (victimIndex < log.records(victim)) return;
        log.empty(victim);
        pacing.emptied(victimMoved);
        victim = VictimChoice.NONE;
        if (setting.store().checkpointSegments() == 0) log.nameEmptied();
    }

    private boolean chooseVictim() {
        victim = setting.victims() == Victims.GREEDY ? leastLive() : leastDecline();
        if (victim == VictimChoice.NONE) throw new IllegalStateException("nothing to clean in " + setting);
        log.beginCleaning(victim);
        victimIndex = 0;
        victimMoved = 0;
        return true;
    }

    private int leastDecline() {
        return choice.choose(log::cleanable, placement.ticks(log.totalBytes() - log.liveBytes()), placement.now());
    }

    private int leastLive() {
        int least = VictimChoice.NONE;
        for (int segment = 0; segment < log.segments(); segment++) {
            long live = log.cleanable(segment);
            if (live >= 0 && (least == VictimChoice.NONE || live < log.cleanable(least))) least = segment;
        }
        return least;
    }

    private void moveNext() {
        int object = log.liveObject(victim, victimIndex++);
        if (object == SyntheticLog.NOWHERE) return;
        int bytes = log.size(object);
        int head = moveHead(object, bytes);
        log.put(heads[head], object, bytes);
        placement.placed(heads[head], object, bytes, log.liveBytes());
        pacing.moved(bytes);
        movedBytes += bytes;
        victimMoved += bytes;
        sinceCheckpoint += bytes;
    }

    /// The head of the record's class. When segments are scarce, any that has room, the nearest first, rather than a
    /// new one.
    private int moveHead(int object, int bytes) {
        int wanted = limited(placement.moveClass(object, log.ofClass(victim), log.liveBytes()));
        if (hasRoom(wanted, bytes)) return wanted;
        int nearest = log.free() <= 2 ? withRoom(wanted, bytes) : SyntheticLog.NOWHERE;
        if (nearest != SyntheticLog.NOWHERE) return nearest;
        rotate(wanted);
        return wanted;
    }

    private int withRoom(int wanted, int bytes) {
        for (int away = 1; away < USER; away++) {
            if (wanted + away < USER && hasRoom(wanted + away, bytes)) return wanted + away;
            if (wanted - away >= 0 && hasRoom(wanted - away, bytes)) return wanted - away;
        }
        return SyntheticLog.NOWHERE;
    }

    private void restart() {
        for (int head = 0; head <= USER; head++) {
            if (heads[head] != SyntheticLog.NOWHERE) log.seal(heads[head]);
            heads[head] = SyntheticLog.NOWHERE;
        }
        learnAnew();
    }

    private void learnAnew() {
        int known = placement == null ? 1 : placement.classes();
        placement = new Placement(LogMemory.onHeap(), log.totalBytes(), log.segments(), known);
        choice = new VictimChoice(placement.ages(), log.segments(), log.segmentBytes);
        for (int segment = 0; segment < log.segments(); segment++) {
            if (log.isSealed(segment)) placement.found(segment, log.ofClass(segment), log.liveBytes());
        }
    }
}
