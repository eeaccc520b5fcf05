package dev.firn.log;

import dev.firn.log.format.Feature;
import dev.firn.log.format.Feature.Need;
import dev.firn.log.format.SuperblockLayout;
import java.util.List;

/// Which format a store has. Immutable.
///
/// @param major a larger one than this version's is never opened
/// @param minor says which format the last writer knew; only the bits decide what may be done
/// @param incompatible bits of features that one must know to read
/// @param readOnlyCompatible bits of features that one must know to write
public record StoreFormat(int major, int minor, int incompatible, int readOnlyCompatible) {
    /// That of a store which this version makes.
    public static final StoreFormat NOW = new StoreFormat(SuperblockLayout.MAJOR, SuperblockLayout.MINOR, 0, 0);

    /// The features of it that this version knows.
    public List<Feature> features() {
        return Feature.of(incompatible, readOnlyCompatible);
    }

    public boolean has(Feature feature) {
        return features().contains(feature);
    }

    /// Whether this version understands enough to read it.
    public boolean isReadable() {
        return major == SuperblockLayout.MAJOR && (incompatible & ~Feature.known(Need.TO_READ)) == 0;
    }

    /// Whether it may write as well.
    public boolean isWritable() {
        return isReadable() && unknownToWrite() == 0;
    }

    /// Bits of `readOnlyCompatible` that this version does not know.
    public int unknownToWrite() {
        return readOnlyCompatible & ~Feature.known(Need.TO_WRITE);
    }

    StoreFormat with(Feature feature) {
        return switch (feature.need()) {
            case TO_READ -> new StoreFormat(major, minor, incompatible | feature.mask(), readOnlyCompatible);
            case TO_WRITE -> new StoreFormat(major, minor, incompatible, readOnlyCompatible | feature.mask());
        };
    }

    /// Like "1.1, with CHECKPOINT".
    @Override
    public String toString() {
        var names = features().stream().map(Feature::name).toList();
        return "%d.%d%s".formatted(major, minor, names.isEmpty() ? "" : ", with " + String.join(", ", names));
    }
}
