package dev.firn.heap;

import dev.firn.heap.tree.MissingObjectException;
import dev.firn.heap.tree.Pages;
import dev.firn.heap.tree.TracedPages;
import dev.firn.log.CorruptLogException;
import dev.firn.log.ExactView;
import dev.firn.log.LargeRecords;
import dev.firn.log.Scrub;
import dev.firn.log.Unreadable;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.RegionClosedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What becomes of a reader who ran into something odd: a page that cannot be read, or bytes that make no sense. It
/// reads again, exactly; what then is found bad is noted, and the failure gets a name. What is not the medium's fault
/// stays as it was.
final class Damage {
    private final Engine engine;

    Damage(Engine engine) {
        this.engine = engine;
    }

    /// Something that reads, and may be done twice.
    interface Reader<T> {
        T read(Pages pages, long stamp);
    }

    /// Whether damage can be behind it.
    static boolean isSuspicious(Throwable odd) {
        return switch (odd) {
            case DamagedObjectException _ -> false;
            case MediumFaultException _, CorruptLogException _, MissingObjectException _ -> true;
            case FirnException _ -> false;
            case RuntimeException _, InternalError _, StackOverflowError _ -> true;
            default -> false;
        };
    }

    /// What `reader` finds when it reads slowly and exactly, as of now.
    ///
    /// @throws DamagedObjectException when what it needs is damaged
    <T> T again(StoredTree tree, Throwable odd, Reader<T> reader) {
        requireSuspicious(odd);
        var snapshot = engine.versions.snapshot();
        try {
            return again(tree, snapshot.stamp(), odd, reader);
        } finally {
            engine.versions.release(snapshot);
        }
    }

    /// The same as of `stamp`, which stays readable meanwhile.
    <T> T again(StoredTree tree, long stamp, Throwable odd, Reader<T> reader) {
        requireSuspicious(odd);
        for (boolean first = true; ; first = false) {
            var pages = new TracedPages(engine.log, engine.versions);
            try {
                return reader.read(pages, stamp);
            } catch (RuntimeException | InternalError | StackOverflowError still) {
                requireSuspicious(still);
                long mends = engine.mends();
                var failure = failure(tree, pages, stamp, still);
                if (!first || engine.mends() == mends) throw failure;
            }
        }
    }

    /// What to throw for `odd`, met while `object` of `tree` was read.
    RuntimeException met(StoredTree tree, long object, long stamp, Throwable odd) {
        requireSuspicious(odd);
        var pages = new TracedPages(engine.log, engine.versions);
        pages.note(object);
        return failure(tree, pages, stamp, odd);
    }

    private static void requireSuspicious(Throwable odd) {
        if (isSuspicious(odd)) return;
        switch (odd) {
            case RuntimeException other -> throw other;
            case Error other -> throw other;
            default -> throw new AssertionError(odd);
        }
    }

    private RuntimeException failure(StoredTree tree, TracedPages pages, long stamp, Throwable odd) {
        var objects = new ArrayList<>(pages.objects()).reversed();
        for (long object : objects) {
            var found = examine(pages, object, stamp);
            if (found != null) return named(tree, object, found, odd);
        }
        if (odd instanceof MediumFaultException fault) {
            var found = note(fault.at(), fault.length());
            if (found != null) return named(tree, objects.isEmpty() ? 0 : objects.getFirst(), found, odd);
        }
        return switch (odd) {
            case InternalError late -> MediumFaultException.late(late);
            case Error other -> throw other;
            default -> (RuntimeException) odd;
        };
    }

    private static RuntimeException named(StoredTree tree, long object, BadRange found, Throwable odd) {
        return new DamagedObjectException(tree.info.name(), object, found, odd);
    }

    /// The damage under a version of an object, noted, or null.
    private BadRange examine(TracedPages pages, long object, long stamp) {
        var looked = new HashSet<Integer>();
        var found = new ArrayList<BadRange>();
        try {
            pages.records(object, stamp, record -> look(record, looked, found));
        } catch (MediumFaultException | CorruptLogException | IndexOutOfBoundsException end) {
            // The record that it came to is among those looked at.
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private void look(long record, Set<Integer> looked, List<BadRange> found) {
        if (record < 0 || record >= engine.log.region().size()) return;
        var known = engine.log.badRanges().find(record, footprint(record));
        if (known != null) found.add(known);
        else if (looked.add(engine.log.segmentOf(record))) lookAtSegment(record, found);
    }

    /// A frame's checksum is over all of its records: whichever of them is damaged, none of them can be told to be
    /// well.
    private void lookAtSegment(long record, List<BadRange> found) {
        var bad = new ArrayList<BadRange>();
        new Scrub(engine.log, () -> 0, 1, bad::add).look(engine.log.segmentOf(record));
        for (var range : bad) {
            boolean mended = engine.condemn(range);
            if (!mended && range.touches(record, footprint(record))) found.add(range);
        }
    }

    private long footprint(long record) {
        try {
            return Math.max(8, LargeRecords.footprint(new ExactView(engine.log.region().view()), record));
        } catch (MediumFaultException | CorruptLogException | IndexOutOfBoundsException unknown) {
            return 8;
        }
    }

    /// The lines that cannot be read in a range, noted; the first of them, what was known before, or null.
    private BadRange note(long at, long length) {
        var known = length == Long.MAX_VALUE ? null : engine.log.badRanges().find(at, length);
        if (known != null || length == Long.MAX_VALUE) return known;
        BadRange first = null;
        try {
            for (var range : Unreadable.in(engine.log.region().view(), at, length, engine.log.region().size())) {
                if (!engine.condemn(range) && first == null) first = range;
            }
        } catch (RegionClosedException closed) {
            engine.requireUsable();
        }
        return first;
    }
}
