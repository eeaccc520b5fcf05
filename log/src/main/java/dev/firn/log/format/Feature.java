package dev.firn.log.format;

import java.util.Arrays;
import java.util.List;

/// What a store may have that a reader of an older format does not know. Each has a bit of the superblock, which is set
/// before the first byte that needs it is relied on, and then stays. Never use a bit again.
public enum Feature {
    /// Checkpoints, more append heads than 16, records that the cleaner has moved: segments need not tell all of it.
    CHECKPOINT(Need.TO_READ, 0, 1);

    /// What knowing it is needed for.
    public enum Need {
        /// A bit of `incompatible`: who does not know it opens the store in no way.
        TO_READ,
        /// A bit of `readOnlyCompatible`: who does not know it may read, and changes nothing.
        TO_WRITE
    }

    private final Need need;
    private final int bit;
    private final int minor;

    Feature(Need need, int bit, int minor) {
        this.need = need;
        this.bit = bit;
        this.minor = minor;
    }

    public Need need() {
        return need;
    }

    /// Which bit, 0 being the lowest.
    public int bit() {
        return bit;
    }

    /// The minor format that it came with.
    public int minor() {
        return minor;
    }

    public int mask() {
        return 1 << bit;
    }

    /// All bits of a kind that this version knows.
    public static int known(Need need) {
        return Arrays.stream(values()).filter(f -> f.need == need).mapToInt(Feature::mask).reduce(0, (a, b) -> a | b);
    }

    /// Those that this version knows and that these bits have.
    public static List<Feature> of(int incompatible, int readOnlyCompatible) {
        return Arrays.stream(values())
                .filter(f -> ((f.need == Need.TO_READ ? incompatible : readOnlyCompatible) & f.mask()) != 0)
                .toList();
    }
}
