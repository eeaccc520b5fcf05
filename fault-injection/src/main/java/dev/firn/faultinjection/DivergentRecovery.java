package dev.firn.faultinjection;

/// A recovery read other words in a second run on the same bytes, so that lazy choice says nothing about it.
public final class DivergentRecovery extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DivergentRecovery(String message) {
        super(message + "; recoveries that use several threads, clocks or chance need withLazy(0)");
    }
}
