package dev.firn.heap;

import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Log;
import java.util.List;

/// How a broken heap commits: it lets others see what it drains only then.
public final class LateDrain {
    private static final ThreadLocal<Log> LOG = new ThreadLocal<>();

    private LateDrain() {}

    /// In the place of [Log#append].
    public static long append(Log log, Batch batch, int head, List<Batch> beside) {
        LOG.set(log);
        return log.write(batch);
    }

    /// In the place of [Versions#install].
    public static void install(Versions versions, Batch batch, long stamp) {
        versions.install(batch, stamp);
        LOG.get().settle(batch);
    }

    /// In the place of [Upkeep#step]: what it has written counts at once.
    static List<Batch> step(Upkeep upkeep, Batch commit, boolean growing) {
        var written = upkeep.step(commit, growing);
        if (!written.isEmpty()) upkeep.durable();
        return written;
    }
}
