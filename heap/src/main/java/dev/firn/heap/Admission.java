package dev.firn.heap;

import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.Records;
import dev.firn.log.format.RecordKind;

/// Which commits a store still takes. One that adds nothing to what is wanted is always taken: a deletion, or a value
/// in place of one as long. For that to be so, its pages must be written whole where the store is nearly full: a change
/// in front of what was there before adds to it, whatever it says.
final class Admission {
    private final Log log;
    private final Reserve reserve;

    Admission(Log log, Reserve reserve) {
        this.log = log;
        this.reserve = reserve;
    }

    /// Whether the commit, if it replaced nothing, would be more than may be wanted.
    boolean isTight(Batch commit) {
        return !reserve.takes(commit.frameBytes());
    }

    /// How many bytes the commit adds beyond what may be wanted.
    long excess(Batch commit) {
        if (!isTight(commit)) return 0;
        long added = added(commit);
        return added <= 0 ? 0 : Math.max(0, log.live().sum() + added - reserve.limit());
    }

    /// How many segments the commit leaves to others.
    ///
    /// @param growing whether it may add to what the store holds
    /// @throws LogFullException when it adds more than may be wanted
    int leaves(Batch commit, boolean growing) {
        if (!growing) return reserve.ofDeletions();
        if (!isTight(commit)) return reserve.ofUsers();
        long added = added(commit);
        if (added <= 0) return reserve.ofDeletions();
        reserve.requireRoom(added);
        return reserve.ofUsers();
    }

    /// Bytes that will be wanted when the commit is installed, and are not now.
    private long added(Batch commit) {
        long added = 0;
        for (int record = 0; record < commit.records(); record++) {
            // Deletions are never refused, and a long value that replaces another has one.
            if (!commit.kind(record).isTombstone()) added += commit.footprint(record);
            if (commit.kind(record) != RecordKind.DELTA) added -= replaced(commit.object(record));
        }
        return added;
    }

    private long replaced(long object) {
        long bytes = 0;
        long entry = object == 0 ? Entry.NONE : log.mapping().raw(object);
        for (int members = 1; entry != Entry.NONE; members++) {
            bytes += Entry.sizeBytes(entry);
            entry = Records.before(log.view(), entry, members);
        }
        return bytes;
    }
}
