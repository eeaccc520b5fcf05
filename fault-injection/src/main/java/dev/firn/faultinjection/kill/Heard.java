package dev.firn.faultinjection.kill;

/// What a line means that a subject's process printed.
public enum Heard {
    /// It begins to open what the last one left.
    OPENING,
    /// It is open, and work begins.
    OPENED,
    /// Something is durable. A process says so only after it is.
    ACKNOWLEDGED,
    /// It begins to close.
    CLOSING,
    /// It has closed, and will end by itself.
    CLOSED,
    /// Something else that is none of the campaign's business.
    OTHER
}
