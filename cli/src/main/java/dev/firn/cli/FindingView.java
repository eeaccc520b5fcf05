package dev.firn.cli;

import dev.firn.heap.check.Finding;

/// A finding as programs read it. Names stay, new ones may come.
///
/// @param at where in the file, in bytes; -1 for no place
/// @param segment -1 for none
/// @param object 0 for none
/// @param collection empty for none
record FindingView(
        String kind,
        String severity,
        long at,
        int segment,
        long object,
        String collection,
        String expected,
        String found,
        String advice) {
    static FindingView of(Finding finding) {
        return new FindingView(
                finding.kind().name(),
                finding.severity().name(),
                finding.at(),
                finding.segment(),
                finding.object(),
                finding.collection(),
                finding.expected(),
                finding.found(),
                finding.advice());
    }
}
