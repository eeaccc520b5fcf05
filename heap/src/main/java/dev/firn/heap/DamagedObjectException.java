package dev.firn.heap;

import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediumFaultException;

/// A part of a collection cannot be read, since the medium under it is damaged: an operation that needs it fails,
/// everything else goes on. Changes that do not need it are taken, too, and what is deleted or replaced without being
/// read is well again.
///
/// The range is remembered ([Store#badRanges]). To mend it: restore the file from a copy, open the store with its
/// mirror ([StoreOptions#mirror]), or salvage what is whole.
public final class DamagedObjectException extends MediumFaultException {
    private static final long serialVersionUID = 1L;

    private final String collection;
    private final long object;

    DamagedObjectException(String collection, long object, BadRange range, Throwable cause) {
        super(
                range.at(),
                range.length(),
                "\"%s\" (object %d) lies in it, and it %s; all else can be used: restore the file from a copy, open it with its mirror, or salvage what is whole"
                        .formatted(collection, object, sentence(range)),
                cause);
        this.collection = collection;
        this.object = object;
    }

    private static String sentence(BadRange range) {
        return switch (range.why()) {
            case UNREADABLE -> "cannot be read";
            case CHECKSUM -> "is not what was written (a checksum does not hold)";
            case DEVICE -> "is listed as bad by the device";
        };
    }

    /// The collection that needs the bytes.
    public String collection() {
        return collection;
    }

    /// The object of the log, a page or a value of the collection, that was being read; 0 when that is not known.
    public long object() {
        return object;
    }
}
