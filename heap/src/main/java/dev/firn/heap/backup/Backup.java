package dev.firn.heap.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/// A backup in a directory.
///
/// @param manifest the file that says what belongs to it
/// @param store the store's id
/// @param number counts the backups in the directory, from 1 on
/// @param stamp all commits up to this stamp are in it, and none of a later one
/// @param time when it was taken
/// @param segments how many segments belong to it
/// @param bytes of their files
public record Backup(Path manifest, UUID store, int number, long stamp, Instant time, int segments, long bytes) {
    static Backup of(Path manifest, Manifest found) {
        return new Backup(
                manifest,
                found.store(),
                found.number(),
                found.stamp(),
                found.time(),
                found.copies().size(),
                found.bytes());
    }
}
