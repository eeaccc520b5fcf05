package dev.firn.faultinjection.blocks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/// What works on the file system that is cut, and judges what is left. Called by one thread at a time.
public interface BlockSubject {
    /// What is there before logging begins. `folder` is the root of the new file system.
    default void prepare(Path folder) throws Exception {}

    /// Works in `folder`, and has closed all its files on return. Right after something is durable it asks `position`,
    /// from any thread, for the moment, and remembers both for [#judge].
    void work(Path folder, LongSupplier position) throws Exception;

    /// Recovers what a power cut at the moment `position` left in `folder`, closes it, and says which promises that
    /// were made at or before that moment are broken, one sentence each. What it throws is a broken promise, too.
    List<String> judge(Path folder, long position) throws Exception;
}
