package dev.firn.log;

import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.MediumFaultException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The ranges of a region that are known to be bad, kept durably. Safe for use by several threads; asking takes no
/// lock.
///
/// Invariant: `ranges` is ordered by place, and no two overlap.
public final class BadRanges {
    private final MediaFile file;
    private volatile BadRange[] ranges;

    /// With what `file` has.
    public BadRanges(MediaFile file) {
        this.file = file;
        this.ranges = new BadRange[0];
        for (var range : file.read().bad()) ranges = with(range);
    }

    public boolean isEmpty() {
        return ranges.length == 0;
    }

    /// By place.
    public List<BadRange> list() {
        return List.of(ranges);
    }

    /// The first bad range that touches these bytes, or null.
    public BadRange find(long at, long length) {
        var known = ranges;
        int low = 0;
        int high = known.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (known[middle].end() <= at) low = middle + 1;
            else high = middle - 1;
        }
        return low < known.length && known[low].touches(at, length) ? known[low] : null;
    }

    /// Nothing of these bytes is known to be bad.
    ///
    /// @throws MediumFaultException otherwise
    public void require(long at, long length) {
        var bad = find(at, length);
        if (bad == null) return;
        throw new MediumFaultException(
                bad.at(),
                bad.length(),
                bad.why().words() + "; restore the file from a copy, or have a repair salvage what is whole",
                null);
    }

    /// Takes it in, durably. Whether anything of it was not known before.
    ///
    /// @throws dev.firn.pmem.SyncFailedException when it could not be kept; it is known until the store is closed
    public synchronized boolean add(BadRange range) {
        var next = with(range);
        if (List.of(next).equals(list())) return false;
        ranges = next;
        keep();
        return true;
    }

    /// These bytes were mended: what touches them is no longer bad.
    public synchronized void remove(long at, long length) {
        var left = list().stream().filter(range -> !range.touches(at, length)).toArray(BadRange[]::new);
        if (left.length == ranges.length) return;
        ranges = left;
        keep();
    }

    private void keep() {
        file.write(file.read().withBad(list()));
    }

    /// Ranges that touch each other become one, for the reason that was found first.
    private BadRange[] with(BadRange added) {
        var next = new ArrayList<BadRange>();
        long from = added.at();
        long to = added.end();
        var why = added.why();
        for (var range : ranges) {
            if (range.end() < added.at() || range.at() > added.end()) {
                next.add(range);
                continue;
            }
            if (range.at() <= from) why = range.why();
            from = Math.min(from, range.at());
            to = Math.max(to, range.end());
        }
        next.add(new BadRange(from, to - from, why));
        next.sort(Comparator.comparingLong(BadRange::at));
        return next.toArray(BadRange[]::new);
    }
}
