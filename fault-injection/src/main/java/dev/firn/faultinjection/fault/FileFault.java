package dev.firn.faultinjection.fault;

/// A call of a file channel that can fail, and how it then does.
public enum FileFault {
    /// Opening a channel for writing throws an [java.io.IOException].
    OPEN,
    /// A write throws after half of it was done: the device is broken.
    WRITE,
    /// A write stores half of its bytes (one at least) and says so, as a channel may at any time.
    SHORT_WRITE,
    /// A write throws "No space left on device"; nothing was stored.
    NO_SPACE,
    /// A read throws.
    READ,
    /// `force` throws; what was to be durable stays in memory alone, and the next `force` succeeds.
    FORCE,
    /// The thread is interrupted just before it enters a write, a read or a `force`. Such a channel closes itself, for
    /// everybody; whoever keeps user threads out of channels does not notice.
    INTERRUPT;

    String message() {
        return switch (this) {
            case NO_SPACE -> "No space left on device (injected)";
            case OPEN, WRITE, SHORT_WRITE, READ, FORCE, INTERRUPT -> "Input/output error (injected " + this + ")";
        };
    }
}
