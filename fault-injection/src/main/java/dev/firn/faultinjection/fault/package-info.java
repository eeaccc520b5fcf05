/// Failures that are not crashes: calls that fail, lines that cannot be read, bytes that changed.
///
/// - [FaultSweep] runs a workload again and again and lets the first, second, third ... call of each kind fail, once or
///   for ever. It judges the living program, what is found after the program ended, and what is found after a crash at
///   any moment of the failure's handling. [FaultyRegion] is the region that fails.
/// - [CorruptionSweep] damages an image in every way of a [Corruption]: each bit, each word, pages swapped or stale, each
///   length. Whatever reads it must find the same contents or refuse.
/// - [PoisonedRegion] has lines that cannot be accessed.
/// - [FaultyFiles] is a view of the file system whose channels fail, for code that uses `FileChannel`.
package dev.firn.faultinjection.fault;
