package dev.firn.heap.check;

/// Ends the work from within; never seen outside.
final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
        super(null, null, false, false);
    }

    static void check(CheckListener listener) {
        if (listener.isCancelled()) throw new Cancelled();
    }
}
