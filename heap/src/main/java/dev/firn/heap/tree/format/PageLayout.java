package dev.firn.heap.tree.format;

import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// Where the entries of a page are: in a whole page by slots behind the head, each the offset of an entry from the
/// head, in the order of the keys; in a change one behind the other, right behind the head, also in the order of the
/// keys.
public final class PageLayout {
    public static final StructLayout LAYOUT =
            structLayout(PageHead.LAYOUT.withName("head"), sequenceLayout(0, PageHead.U16).withName("slots"))
                    .withName("wholePage");

    public static final int SLOT_BYTES = (int) PageHead.U16.byteSize();

    private static final int SLOTS = (int) LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("slots"));

    private PageLayout() {}

    /// The address of entry `index` of the whole page at `content`.
    public static long entry(View view, long content, int index) {
        return content + (view.getShort(content + SLOTS + (long) index * SLOT_BYTES) & 0xffff);
    }

    /// The address of the first entry of the change at `content`.
    public static long firstChange(long content) {
        return content + PageHead.BYTES;
    }

    /// The offset of the first entry in a whole page of `entries` entries.
    public static int firstEntry(int entries) {
        return SLOTS + entries * SLOT_BYTES;
    }

    public static void putSlot(MemorySegment target, long at, int index, int offset) {
        target.set(PageHead.U16, at + SLOTS + (long) index * SLOT_BYTES, (short) offset);
    }
}
