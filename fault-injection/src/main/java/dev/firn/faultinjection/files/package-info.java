/// Crash tests of code that works on files: [DirectoryScenario].
///
/// A real directory is the code's world. What it does there is recorded, and each crash is made real: the files as the
/// crash may have left them, for the code's own recovery.
///
/// ### What is assumed of a file system
///
/// * Bytes written or stored are on the medium after `force` (of the channel, or of the mapping for its range); before
///   that each is there or not, as the [dev.firn.faultinjection.CrashModel] says. The size becomes durable with them,
///   and is old or new on its own until then; bytes of a longer file that have not arrived are zeros, never what
///   another file left.
/// * Creating, deleting and renaming change directory entries, and each entry is old or new on its own until the
///   *directory* is forced (`FileChannel.open(directory, READ).force(true)`). Forcing the file does not do it: POSIX
///   promises no more, although some file systems do.
/// * A rename is atomic for the new name, and never loses the file: it is found under the old name, the new one, or
///   both.
///
/// Not modelled: permissions, times, symbolic links, holes punched, a failing `force`.
package dev.firn.faultinjection.files;
