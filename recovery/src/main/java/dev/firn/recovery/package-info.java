/// From a medium after a crash to an open log: [Recovery#open].
///
/// The superblock says what the store is; every segment is scanned by checksum alone, in parallel and in any order,
/// since the largest commit stamp of an object wins; then each append head's end is judged by a table ([TailCase]).
/// Before the log serves, what was accepted is made durable once more and a new life begins. Until that last step
/// nothing is written, so a crash in recovery changes nothing.
package dev.firn.recovery;
