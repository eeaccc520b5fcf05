package dev.firn.heap.tree.format;

import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.firn.pmem.View;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The first word of a page's content, the same in a whole page and in a change to one. It says how the page is after
/// the change, so that nobody must read the versions before to know.
///
/// Read once as a word ([#read]) and taken apart by the other methods.
public final class PageHead {
    static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public static final StructLayout LAYOUT =
            structLayout(
                            JAVA_BYTE.withName("changes"),
                            JAVA_BYTE.withName("level"),
                            U16.withName("entries"),
                            U16.withName("pageEntries"),
                            U16.withName("pageBytes"))
                    .withName("page");

    public static final int BYTES = (int) LAYOUT.byteSize();
    public static final int MAX_CHANGES = 0xff;
    public static final int MAX_LEVEL = 0x7f;
    public static final int MAX_ENTRIES = 0xffff;
    public static final int MAX_PAGE_BYTES = 0xffff;

    private static final int REMOVALS = 0x80;
    private static final int CHANGES = shift("changes");
    private static final int LEVEL = shift("level");
    private static final int ENTRIES = shift("entries");
    private static final int PAGE_ENTRIES = shift("pageEntries");
    private static final int PAGE_BYTES = shift("pageBytes");

    private PageHead() {}

    public static long read(View view, long content) {
        return view.getLong(content);
    }

    /// Changed entries in this version and those before it, down to the whole page, which has 0.
    public static int changes(long head) {
        return (int) (head >>> CHANGES) & 0xff;
    }

    /// 0 is a leaf.
    public static int level(long head) {
        return (int) (head >>> LEVEL) & MAX_LEVEL;
    }

    /// Whether this version or one before it, down to the whole page, takes an entry away.
    public static boolean hasRemovals(long head) {
        return (head >>> LEVEL & REMOVALS) != 0;
    }

    /// Entries in this record.
    public static int entries(long head) {
        return (int) (head >>> ENTRIES) & 0xffff;
    }

    /// Entries of the page as it is now.
    public static int pageEntries(long head) {
        return (int) (head >>> PAGE_ENTRIES) & 0xffff;
    }

    /// Bytes of the page, were it written whole.
    public static int pageBytes(long head) {
        return (int) (head >>> PAGE_BYTES) & 0xffff;
    }

    public static long of(int changes, int level, int entries, int pageEntries, int pageBytes) {
        return (long) changes << CHANGES
                | (long) level << LEVEL
                | (long) entries << ENTRIES
                | (long) pageEntries << PAGE_ENTRIES
                | (long) pageBytes << PAGE_BYTES;
    }

    public static long withRemovals(long head) {
        return head | (long) REMOVALS << LEVEL;
    }

    public static void write(MemorySegment target, long at, long head) {
        target.set(U64, at, head);
    }

    private static int shift(String field) {
        return (int) LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement(field)) * Byte.SIZE;
    }
}
