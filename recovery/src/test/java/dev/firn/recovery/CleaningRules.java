package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.SuperblockLayout;
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

    /// The segment holds an object that was deleted since.
    static void whatWasDeletedIsNotMoved() {
        var log = new CleanedLog();
        int first = log.commitApart(new Put(1, "deleted"));
        log.commit(new Tombstone(1));
        log.empty(first);
        require(log.log.segments().use(first) != Use.SEALED, "it is never emptied");
        require(log.log.mapping().entry(1) == Entry.NONE, "the mapping shows what was deleted");
        log.requireSameByAScan();
    }

    /// Of a batch in parts nothing counts without all parts: the segment of one, in which nothing is wanted, is emptied
    /// together with that of the other.
    static void aPartOfABatchIsNotEmptiedAlone() {
        var log = new CleanedLog();
        log.commit(new Put(1, "a".repeat(2500)), new Put(2, "b".repeat(2500)));
        int first = log.segmentOf(1);
        require(log.segmentOf(2) != first, "the batch is in one segment");
        log.commit(new Put(1, "new"));
        log.log.sealOpen();
        log.empty(first);
        require(log.log.segments().use(first) != Use.SEALED, "it is never emptied");
        log.reuse(first);
        log.requireSameByAScan();
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

    /// A step of a checkpoint is written, and nobody has drained it yet.
    static void noStepBeforeTheLastIsDurable() {
        var log = new CleanedLog();
        log.commit(new Put(1, "a"));
        log.keeper.capture(_ -> -1);
        var step = log.keeper.step(64);
        require(step != null, "nothing was written");
        require(log.keeper.step(64) == null, "what names it was written before it is durable");
        log.log.settle(step);
        log.keeper.durable();
        log.finishCheckpoint();
        log.requireSameByTheCheckpoint(log.region.image());
    }

    /// Between the capture and the walk an object gets another version. The pair is of the one before: what segments
    /// have live is counted as of the capture too, and an opening goes from there through the tail.
    static void aCheckpointSaysWhatWasAtItsCapture() {
        var log = new CleanedLog();
        log.commitApart(new Put(1, "before"));
        log.checkpoint();
        log.commitApart(new Put(1, "at the capture"));
        log.keeper.capture(_ -> -1);
        log.commitApart(new Put(1, "while the pairs are written"));
        log.commit(new Put(1, "and once more"));
        log.finishCheckpoint();
        log.requireSameByTheCheckpoint(log.region.image());
    }

    /// A segment is open when a checkpoint begins, and what is appended to it then is in the checkpoint's tail. It is
    /// full, emptied and free before the checkpoint is complete.
    static void theTailOfACheckpointIsNotUsedAgain() {
        var log = new CleanedLog();
        log.commitApart(new Put(1, "old"));
        log.checkpoint();
        int segment = beginInATail(log);
        log.finishCheckpoint();
        int generation = log.log.segments().generation(segment);
        while (log.log.segments().openable() > 0) log.commit(new Put(3, "x".repeat(2500)));
        require(log.log.segments().generation(segment) == generation, "a segment of the tail was opened again");
        log.requireSameByTheCheckpoint(log.region.image());
    }

    /// The same of the last segment of a log that this checkpoint is to cut: it stays, and goes with the next one.
    static void theTailOfACheckpointIsNotCut() {
        var log = new CleanedLog();
        log.commit(new Put(1, "old"));
        log.checkpoint();
        while (log.segmentOf(1) < log.log.segments().count() - 1) overwrite(log);
        log.keeper.endLogAt(1);
        int segment = beginInATail(log);
        require(segment == log.log.segments().count() - 1, "it is not the last one");
        log.finishCheckpoint();
        require(log.log.segments().count() > segment, "a segment of the tail was cut");
        log.requireSameByTheCheckpoint(log.region.image());
        log.checkpoint();
        require(log.log.segments().count() <= segment, "nothing was cut");
        require(log.region.size() == LogScenario.regionBytes(log.log.segments().count()), "the file is longer");
        log.requireSameByTheCheckpoint(log.region.image());
        log.requireSameByAScan();
        for (int slot = 0; slot < 2; slot++) loseSuperblock(log, slot);
    }

    /// Another version in another segment; the one before it is emptied, and may be opened when there is a checkpoint.
    private static void overwrite(CleanedLog log) {
        int before = log.segmentOf(1);
        log.commit(new Put(1, "x".repeat(2500)));
        log.empty(before);
        if (log.log.segments().openable() < 6) log.checkpoint();
    }

    private static int beginInATail(CleanedLog log) {
        log.commit(new Put(2, "before"));
        int segment = log.segmentOf(2);
        log.keeper.capture(_ -> -1);
        log.commitApart(new Put(2, "in the tail"));
        require(log.segmentOf(2) == segment, "there was no room for it in segment " + segment);
        log.commit(new Put(2, "after"));
        log.empty(segment);
        require(log.log.segments().use(segment) == Use.FREE, "it is not free");
        return segment;
    }

    /// Either superblock names the newest checkpoint, and the number of segments that there are now.
    private static void loseSuperblock(CleanedLog log, int slot) {
        byte[] image = log.region.image();
        image[(int) SuperblockLayout.slot(slot) + 8] ^= 1;
        log.requireSameByTheCheckpoint(image);
    }

    private static MemorySegment bytes(String text) {
        return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String finding) {
        if (!holds) throw new AssertionError(finding);
    }
}
