package dev.firn.pmem;

import java.io.Closeable;

/// All that a region on a file is made of, whichever back-end serves it.
///
/// @param name for messages: the file's path
/// @param file its own, to be closed with it
/// @param mapping its own, to be closed with it
/// @param claim the right to be the only one, released with it
/// @param size the usable bytes at the start
/// @param maxSize the most it may grow to
record Opened(
        String name,
        StoreFile file,
        Mapping mapping,
        Closeable claim,
        long size,
        long maxSize,
        Explanation explanation,
        Attributes attributes) {}
