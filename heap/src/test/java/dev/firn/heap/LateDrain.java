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
}
