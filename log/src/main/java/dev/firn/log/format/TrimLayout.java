package dev.firn.log.format;

import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The content of a `TRIM` record: entries with smaller commit stamps are no longer wanted.
public final class TrimLayout {
    public static final StructLayout LAYOUT = structLayout(U64.withName("bound")).withName("trim");

    private static final long BOUND = offset(LAYOUT, "bound");

    private TrimLayout() {}

    public static long bound(View view, long content) {
        return view.getLong(content + BOUND);
    }

    /// The content as it is written.
    public static MemorySegment bound(long stamp) {
        var content = MemorySegment.ofArray(new byte[(int) LAYOUT.byteSize()]);
        content.set(U64, BOUND, stamp);
        return content;
    }
}
