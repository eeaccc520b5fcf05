package dev.firn.heap.codec;

/// The bounds that encoding and decoding share.
public final class Limits {
    /// Some virtual machines refuse arrays of the last few sizes below 2^31.
    public static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /// An encoder keeps at most this much after a large value.
    public static final int KEPT_BYTES = 1 << 20;

    /// Values of recursive types nest no deeper: each level costs the reader's stack about half a kilobyte, and damaged
    /// bytes can claim any depth.
    public static final int DEPTH = 500;

    /// Numbers below this take one byte in the variable-length form; the eight first bytes above it give the length.
    public static final int SMALL_NUMBER = 248;

    private Limits() {}
}
