package dev.firn.bench.space;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;

/// What a log of objects has written for what users have: counted, not timed, so the same on every machine.
///
/// @param fill how full it was
/// @param bytes what was written while it was measured
/// @param openings segments that were opened
/// @param checkpoints that were completed
/// @param seconds that it took, for whoever waits
record Amplification(Fill fill, Bytes bytes, long openings, long checkpoints, double seconds) {
    static final int CONTENT = 1 << 10;

    /// A record that was moved is longer by its stamp; nearly all have been.
    static final int FOOTPRINT = RecordLayout.MOVED_BYTES + FrameLayout.align(CONTENT);

    /// What a store of how many segments is measured with.
    ///
    /// @param fill live bytes, those of checkpoints included, of the bytes that segments have for records
    /// @param warm volumes of live bytes that are written before
    /// @param measured volumes that count
    record Plan(Traffic.Kind kind, double fill, int segments, int segmentBytes, double warm, double measured) {}

    /// Parts of the bytes that segments have for records.
    ///
    /// @param live all that is wanted, at the end
    /// @param data records that are wanted, at the end
    /// @param free in segments that were kept free, or were still to be named by a checkpoint, on average
    record Fill(double live, double data, double free) {}

    /// Bytes.
    ///
    /// @param user of users' records, with their heads
    /// @param commits of users' frames
    /// @param moved of frames that the cleaner wrote
    /// @param checkpoint of frames of checkpoints, and ends of their segments
    /// @param digests of lists at the ends of segments
    /// @param ends of segments that nothing fitted in, and their heads
    /// @param opened of all segments that were opened
    record Bytes(long user, long commits, long moved, long checkpoint, long digests, long ends, long opened) {}

    /// Users' frames and copies for a byte of users' frames.
    double ofData() {
        return (double) (bytes.commits + bytes.moved) / bytes.commits;
    }

    /// All bytes of segments that were used up for a byte of users' records.
    double ofAll() {
        return (double) bytes.opened / bytes.user;
    }

    /// What is live of what may hold something live: without segments that are kept free, and without ends of others.
    double fillOfRest() {
        double ends = (double) (bytes.ends + bytes.digests) / bytes.opened;
        return fill.live / (1 - fill.free) / (1 - ends);
    }
}
