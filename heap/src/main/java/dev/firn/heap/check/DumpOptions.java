package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What of a store is shown. Immutable: each `with...` returns a changed copy.
///
/// @param records whether every record has a line, not only every frame
/// @param segment only this segment; empty for all
/// @param object only records of this object; empty for all
/// @param collection only records of pages and values of this collection; empty for all
/// @param printer how keys and values are shown
public record DumpOptions(
        boolean records, OptionalInt segment, OptionalLong object, Optional<String> collection, Printer printer) {
    public DumpOptions {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(printer, "printer");
    }

    /// Shows stored bytes to people.
    public interface Printer {
        /// @param collection whose key it is
        String key(CollectionInfo collection, byte[] key);

        /// @param collection whose value it is
        String value(CollectionInfo collection, byte[] value);
    }

    /// Bytes as text where they are plain, else as hexadecimal digits.
    private enum Plain implements Printer {
        PLAIN;

        @Override
        public String key(CollectionInfo collection, byte[] key) {
            return Text.bytes(key);
        }

        @Override
        public String value(CollectionInfo collection, byte[] value) {
            return Text.bytes(value);
        }
    }

    /// A line for each frame.
    public static DumpOptions frames() {
        return new DumpOptions(false, OptionalInt.empty(), OptionalLong.empty(), Optional.empty(), Plain.PLAIN);
    }

    public DumpOptions withRecords(boolean value) {
        return new DumpOptions(value, segment, object, collection, printer);
    }

    public DumpOptions withSegment(OptionalInt value) {
        return new DumpOptions(records, value, object, collection, printer);
    }

    public DumpOptions withObject(OptionalLong value) {
        return new DumpOptions(records, segment, value, collection, printer);
    }

    public DumpOptions withCollection(Optional<String> value) {
        return new DumpOptions(records, segment, object, value, printer);
    }

    public DumpOptions withPrinter(Printer value) {
        return new DumpOptions(records, segment, object, collection, value);
    }

    /// Whether frames without any such record are left out.
    boolean isSelective() {
        return object.isPresent() || collection.isPresent();
    }
}
