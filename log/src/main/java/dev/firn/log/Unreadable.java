package dev.firn.log;

import dev.firn.pmem.BadRange;
import dev.firn.pmem.BadRange.Why;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Finds out which lines of a range cannot be read: a fault names the access, which may be much longer than the damage.
public final class Unreadable {
    private static final int LINE = 64;
    private static final int PAGE = 4096;

    private Unreadable() {}

    /// The ranges of whole lines within `length` bytes at `at` that cannot be read; empty when all of them can, by now.
    ///
    /// @param size where the region ends
    /// @throws MediumFaultException when the file was cut: nothing is said about a medium that is not there
    public static List<BadRange> in(View view, long at, long length, long size) {
        long from = Math.max(0, at & -LINE);
        long to = Math.min(size, at + length + LINE - 1 & -LINE);
        var buffer = MemorySegment.ofArray(new byte[PAGE]);
        var found = new ArrayList<BadRange>();
        while (from < to) {
            long end = Math.min(to, (from & -PAGE) + PAGE);
            if (!isReadable(view, buffer, from, end - from)) lines(view, buffer, from, end, found);
            from = end;
        }
        return List.copyOf(found);
    }

    private static void lines(View view, MemorySegment buffer, long from, long to, List<BadRange> found) {
        for (long line = from; line < to; line += LINE) {
            long length = Math.min(LINE, to - line);
            if (isReadable(view, buffer, line, length)) continue;
            boolean follows = !found.isEmpty() && found.getLast().end() == line;
            long first = follows ? found.removeLast().at() : line;
            found.add(new BadRange(first, line + length - first, Why.UNREADABLE));
        }
    }

    private static boolean isReadable(View view, MemorySegment buffer, long at, long length) {
        try {
            view.copyTo(at, buffer, 0, length);
            return true;
        } catch (MediumFaultException fault) {
            if (fault.isCut()) throw fault;
            return false;
        }
    }
}
