package dev.firn.pmem;

import java.util.Objects;

/// Bytes of a medium that are not to be believed.
///
/// @param at the first, from the start of the region
/// @param length how many, positive
/// @param why how it became known
public record BadRange(long at, long length, Why why) {
    /// How it became known.
    public enum Why {
        /// They could not be read.
        UNREADABLE("cannot be read"),
        /// They could be read, but are not what was written: a checksum does not hold.
        CHECKSUM("a checksum over it does not hold"),
        /// The device says so.
        DEVICE("the device lists it as bad");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /// For a sentence: "cannot be read".
        public String words() {
            return words;
        }
    }

    public BadRange {
        Objects.requireNonNull(why, "why");
        if (at < 0 || length <= 0 || at + length < 0) {
            throw new IllegalArgumentException("no range: %d bytes at %d".formatted(length, at));
        }
    }

    /// The first byte behind it.
    public long end() {
        return at + length;
    }

    public boolean touches(long from, long bytes) {
        return from < end() && from + bytes > at;
    }

    @Override
    public String toString() {
        return "0x%x, %d bytes: %s".formatted(at, length, why.words());
    }
}
