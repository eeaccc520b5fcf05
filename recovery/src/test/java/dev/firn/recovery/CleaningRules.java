package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.SegmentTable.Use;
import dev.firn.recovery.LogScenario.Op.Delta;
import dev.firn.recovery.LogScenario.Op.Put;
import dev.firn.recovery.LogScenario.Op.Tombstone;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Checks of what docs/design.md says of making room, each complete in itself, so that they can be run against a
/// broken log too.
final class CleaningRules {
    private CleaningRules() {}

    /// A member of a chain has rotted, in another segment than the one that is emptied. Were it copied, the copy would
    /// have a checksum that holds, and nobody would ever find out.
    static void rotIsNotCopied() {
        var log = new CleanedLog();
        log.commit(new Put(1, "whole"));
        int first = log.commitApart(new Put(2, "beside"));
        log.commitApart(new Delta(1, "-change"));
        long shown = log.log.mapping().entry(1);
        log.region.write(Entry.address(shown) + 16, bytes("?"), 0, 1);
        log.empty(first);
        require(log.log.mapping().entry(1) == shown, "what has rotted was copied");
        require(log.log.segments().use(first) == Use.SEALED, "emptied, though a chain needs it");
    }

    /// The same of a record of the segment that is emptied.
    static void rotOfTheVictimIsNotCopied() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "whole"));
        long shown = log.log.mapping().entry(1);
        log.region.write(Entry.address(shown) + 16, bytes("?"), 0, 1);
        log.empty(first);
        require(log.log.mapping().entry(1) == shown, "what has rotted was copied");
    }

    /// Copies are written, and nobody has drained them yet.
    static void copiesAreInstalledWhenTheyAreDurable() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "whole"));
        var written = log.copy(first);
        log.finish();
        require(log.segmentOf(1) == first, "installed before it is durable");
        log.settle(written);
        log.finish();
        require(log.segmentOf(1) != first, "never installed");
    }

    /// Between the copy and its installation the object gets another value.
    static void whatHasChangedSinceIsNotUndone() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "old"));
        var written = log.copy(first);
        log.commit(new Put(1, "new"));
        log.settle(written);
        log.finish();
        require(log.text(1).equals("new"), "the mapping shows " + log.text(1));
        log.requireSameByAScan();
    }

    /// Between the copy and its installation the object gets a change, which needs what was copied.
    static void whatAWalkHasLeftIsNotFree() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "old"));
        var written = log.copy(first);
        log.commit(new Delta(1, "-change"));
        log.settle(written);
        log.finish();
        log.requireNothingWantedIsFree();
        log.empty(first);
        require(log.log.segments().use(first) != Use.SEALED, "it is never emptied");
        log.requireNothingWantedIsFree();
    }

    /// The mapping shows the change; what it changes is all that is wanted of the segment.
    static void theBaseOfAChainIsWanted() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "whole"));
        log.commitApart(new Delta(1, "-change"));
        log.empty(first);
        require(log.log.segments().use(first) != Use.SEALED, "it is never emptied");
        log.requireNothingWantedIsFree();
        require(log.text(1).equals("whole-change"), "the mapping shows " + log.text(1));
    }

    /// What a tombstone hides lies in a segment that has not been emptied.
    static void aTombstoneStaysAsLongAsItHidesSomething() {
        var log = new CleanedLog();
        log.commit(new Put(1, "deleted"));
        log.commitApart(new Put(2, "stays"));
        int second = log.commitApart(new Tombstone(1));
        log.empty(second);
        require(log.log.segments().use(second) != Use.SEALED, "it is never emptied");
        log.reuse(second);
        log.requireSameByAScan();
    }

    /// In the end it goes.
    static void aTombstoneThatHidesNothingGoes() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "deleted"));
        int second = log.commitApart(new Tombstone(1));
        log.empty(first);
        log.reuse(first);
        log.empty(second);
        require(log.log.mapping().raw(1) == Entry.NONE, "the tombstone is still there");
        log.requireSameByAScan();
    }

    private static MemorySegment bytes(String text) {
        return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String finding) {
        if (!holds) throw new AssertionError(finding);
    }
}
