package dev.firn.heap.check;

/// How bad a [Finding] is.
public enum Severity {
    /// Worth knowing, and what a crash may leave: nothing is wrong.
    NOTE,
    /// Something that should not be, but nothing that was stored is lost by it.
    WARNING,
    /// Something that was stored is lost, or cannot be trusted.
    ERROR
}
