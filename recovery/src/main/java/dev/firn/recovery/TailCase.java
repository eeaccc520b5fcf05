package dev.firn.recovery;

/// What the end of a segment's frames means for its append head, as a table.
///
/// - `full`: the frames reach the segment's end. `successor`: the head has a later segment of the same or a later life.
///   `durableBeyond`: a whole frame behind the break, in this segment or a later one, or the superblock of a closed
///   store, says that bytes at the break were durable.
/// - Bytes that were durable and are gone are damage, never the end of the log: opening would silently lose commits.
/// - A break that nothing speaks for is a write that the crash cut. What lies behind it was never acknowledged, since a
///   commit waits for all earlier bytes of its head; so the head ends there.
enum TailCase {
    //    full  successor  durableBeyond
    PASS(Answer.YES, Answer.YES, Answer.ANY),
    SEALED(Answer.YES, Answer.NO, Answer.ANY),
    ROTTEN(Answer.NO, Answer.ANY, Answer.YES),
    TORN(Answer.NO, Answer.ANY, Answer.NO);

    private final Answer full;
    private final Answer successor;
    private final Answer durableBeyond;

    TailCase(Answer full, Answer successor, Answer durableBeyond) {
        this.full = full;
        this.successor = successor;
        this.durableBeyond = durableBeyond;
    }

    boolean matches(boolean isFull, boolean hasSuccessor, boolean isDurableBeyond) {
        return full.matches(isFull) && successor.matches(hasSuccessor) && durableBeyond.matches(isDurableBeyond);
    }

    static TailCase of(boolean isFull, boolean hasSuccessor, boolean isDurableBeyond) {
        for (var row : values()) {
            if (row.matches(isFull, hasSuccessor, isDurableBeyond)) return row;
        }
        throw new AssertionError("the table has a hole");
    }
}
