package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import java.util.List;

/// What a check came to. Immutable.
///
/// @param complete whether everything was looked at: not cancelled
/// @param findings what was found, in no particular order but that of the layers
/// @param unlisted findings beyond the number that was asked for
/// @param segments segments of the store, and how many of them hold frames that count
/// @param collections what the collections hold, as far as they could be read
/// @param space where the bytes of the file are
public record CheckReport(
        boolean complete,
        List<Finding> findings,
        long unlisted,
        int segments,
        int segmentsUsed,
        long frames,
        long records,
        long objects,
        List<Contents> collections,
        Space space) {
    public CheckReport {
        findings = List.copyOf(findings);
        collections = List.copyOf(collections);
    }

    /// What is in a collection.
    ///
    /// @param entries entries that were reached
    /// @param pages pages that were reached
    /// @param values objects that hold values, their chunks included
    public record Contents(CollectionInfo info, long entries, long pages, long values) {}

    /// Where the bytes of the file are; the parts add up to `file`.
    ///
    /// @param live records that the newest state needs
    /// @param garbage records that it does not need
    /// @param overhead superblocks, heads of segments and frames, padding
    /// @param free segments without frames that count, and what is not yet written of the others
    public record Space(long file, long live, long garbage, long overhead, long free) {
        static final Space NONE = new Space(0, 0, 0, 0, 0);
    }

    /// Nothing is wrong: everything was looked at, and all findings are notes.
    public boolean isClean() {
        return complete && unlisted == 0 && findings.stream().allMatch(f -> f.severity() == Severity.NOTE);
    }

    /// Whether any finding is of that severity.
    public boolean has(Severity severity) {
        return findings.stream().anyMatch(f -> f.severity() == severity);
    }
}
