package dev.firn.log;

import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.TrimLayout;
import dev.firn.pmem.View;

/// Reads records where they lie. Addresses are those of [Entry#address].
public final class Records {
    /// More members than this no chain has: one that goes on leads in a circle.
    public static final int LONGEST_CHAIN = 4096;

    private Records() {}

    public static RecordKind kind(View view, long record) {
        int code = RecordLayout.kindCode(view, record);
        var kind = RecordKind.of(code);
        if (kind.isEmpty()) throw new CorruptLogException(record, "a known record kind", "code " + code);
        return kind.get();
    }

    public static long object(View view, long record) {
        return RecordLayout.object(view, record);
    }

    /// Where the content begins.
    public static long content(View view, long record) {
        return record + RecordLayout.headBytes(kind(view, record));
    }

    /// Bytes of the content.
    public static int length(View view, long record) {
        return RecordLayout.length(view, record);
    }

    /// The mapping entry of a record, [Entry#NONE] for one that is of no object.
    public static long entry(View view, long record) {
        var kind = kind(view, record);
        return entry(kind, record, RecordLayout.footprint(kind, length(view, record)));
    }

    /// The same for a record of `bytes` bytes, its head included.
    public static long entry(RecordKind kind, long record, int bytes) {
        if (kind == RecordKind.DELTA) return Entry.change(record, bytes);
        if (kind.isTombstone()) return Entry.tombstone(record, bytes);
        return kind.isVersion() ? Entry.of(record, bytes) : Entry.NONE;
    }

    /// The entry of the version that the one of `entry` changes, or [Entry#NONE] when that is whole. A checksum that
    /// holds says that somebody wrote a record so, not that it makes sense: whoever follows a chain counts its members,
    /// and comes to an end.
    ///
    /// @param members how many members of the chain were seen with this one, from 1
    /// @throws CorruptLogException when that is no version of the same object, or the chain is too long to be one
    public static long before(View view, long entry, int members) {
        if (!Entry.isChange(entry)) return Entry.NONE;
        long record = Entry.address(entry);
        if (members >= LONGEST_CHAIN) {
            throw new CorruptLogException(
                    record, "a chain of at most " + LONGEST_CHAIN + " changes", "one that goes on");
        }
        try {
            return before(view, record);
        } catch (IndexOutOfBoundsException nowhere) {
            throw new CorruptLogException(record, "the address of a record before it", "one outside the file");
        }
    }

    private static long before(View view, long record) {
        long previous = Entry.address(previous(view, record));
        long object = object(view, record);
        long entry = entry(view, previous);
        if (entry == Entry.NONE || Entry.isTombstone(entry) || object(view, previous) != object) {
            throw new CorruptLogException(
                    record,
                    "a change to a version of object " + object,
                    "one to what lies at 0x%x".formatted(previous));
        }
        return entry;
    }

    /// Of a `DELTA`: the mapping entry of the version it changes.
    public static long previous(View view, long record) {
        return RecordLayout.previous(view, record);
    }

    /// Of a `TRIM`: entries with smaller stamps are no longer wanted.
    public static long trimmed(View view, long record) {
        return TrimLayout.bound(view, content(view, record));
    }
}
