package dev.firn.heap;

/// How far [Store#compact] is.
///
/// @param segmentsBefore of the store when it began
/// @param segments that the store has now; each is of [StoreOptions#segmentBytes] bytes
/// @param target how many it should have in the end, about
/// @param movedBytes bytes that were copied, by frames; others' copies since the beginning count, too
public record CompactionProgress(int segmentsBefore, int segments, int target, long movedBytes) {}
