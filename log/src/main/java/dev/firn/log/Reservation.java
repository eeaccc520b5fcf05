package dev.firn.log;

/// A range of a segment that one thread has reserved, written or about to be, and not yet said to be durable. Reused,
/// so that appending allocates nothing.
final class Reservation {
    OpenSegment segment;
    long from;
    long to;

    /// How many free segments a writer that opens one must leave to others.
    int leave;

    void set(OpenSegment in, long at, int length) {
        segment = in;
        from = at;
        to = at + length;
    }

    long address() {
        return segment.base + from;
    }
}
