package dev.firn.log;

/// A place in an append head, at which reading can go on: all that is needed to check the frames behind it.
///
/// @param segment where it is, or [#UNOPENED] when the head goes on in a segment that is still to be opened
/// @param sequence the segment's number in its head, also of one that is still to be opened
/// @param offset bytes from the segment's start
/// @param life the life that frames at `offset` belong to
public record RestartPoint(int head, int segment, int generation, long sequence, long offset, long life) {
    public static final int UNOPENED = -1;

    /// Whether there is anything to be read at it already.
    public boolean isOpened() {
        return segment != UNOPENED;
    }
}
