package dev.firn.heap.backup;

import java.time.Instant;
import java.util.Objects;

/// Which state is wanted of a store.
public sealed interface RestorePoint {
    /// That of the newest backup.
    RestorePoint NEWEST = new Newest();

    /// See [#NEWEST].
    record Newest() implements RestorePoint {}

    /// That of this commit stamp: of the backup with it, or of one that provably holds what was there then, because no
    /// segment was emptied between the backup before and the one after.
    record Stamp(long stamp) implements RestorePoint {}

    /// That of the last backup that was taken at this time or before.
    record Time(Instant time) implements RestorePoint {
        public Time {
            Objects.requireNonNull(time, "time");
        }
    }
}
