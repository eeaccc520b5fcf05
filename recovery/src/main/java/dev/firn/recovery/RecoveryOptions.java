package dev.firn.recovery;

import java.util.Objects;

/// How a log is opened. Immutable: each `with...` returns a changed copy.
///
/// @param mode what a scan of all segments relies on
/// @param listener told how far it has come
/// @param interruptible whether an interrupt of the opening thread ends it, with a [RecoveryInterruptedException]
public record RecoveryOptions(ScanMode mode, RecoveryListener listener, boolean interruptible) {
    public RecoveryOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(listener, "listener");
    }

    /// Every checksum, nobody told, an interrupt kept for later.
    public static RecoveryOptions defaults() {
        return new RecoveryOptions(ScanMode.VERIFIED, RecoveryListener.NONE, false);
    }

    public RecoveryOptions withMode(ScanMode value) {
        return new RecoveryOptions(value, listener, interruptible);
    }

    public RecoveryOptions withListener(RecoveryListener value) {
        return new RecoveryOptions(mode, value, interruptible);
    }

    public RecoveryOptions withInterruptible(boolean value) {
        return new RecoveryOptions(mode, listener, value);
    }

    /// Whether the calling thread is to give up now.
    boolean isInterrupted() {
        return interruptible && Thread.currentThread().isInterrupted();
    }
}
