package dev.firn.log;

/// A place in an append head, at which reading can go on: all that is needed to check the frames behind it.
///
/// @param sequence the segment's number in its head
/// @param offset bytes from the segment's start
/// @param life the life that frames at `offset` belong to
public record RestartPoint(int head, int segment, int generation, long sequence, long offset, long life) {}
