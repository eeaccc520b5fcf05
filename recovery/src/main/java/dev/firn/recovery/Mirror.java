package dev.firn.recovery;

import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.SuperblockSlots.Slot;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.MediaNotes;
import dev.firn.pmem.MirrorCopy;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.Region;
import java.util.Optional;
import java.util.UUID;

/// Brings the two regions of a mirrored store together before recovery looks at them: decides which one counts, and
/// builds the other anew where it is not simply the same but for the last moments.
///
/// - Both know the same last opening and neither was changed alone: they are equal below every drain. The one with the
///   larger superblock sequence counts; recovery makes the ends equal by what it writes to both.
/// - Otherwise one is copied over the other: the one that was changed alone, else the one of the later life.
/// - Both changed alone, or of two stores: refused.
public final class Mirror {
    /// The superblocks: without them nothing in a region is believed.
    private static final int HEAD = SuperblockLayout.SLOTS * SuperblockLayout.SLOT_BYTES;

    private Mirror() {}

    /// One of the two.
    ///
    /// @param notes what is known of its medium
    public record Side(Region region, MediaFile notes) {}

    /// Both as one region, reads from the one that counts. Drains both. The regions are closed with it.
    ///
    /// @throws MirrorDivergedException when nobody can say which one counts; neither was touched
    /// @throws RecoveryException when neither is a store
    public static MirroredRegion join(Side one, Side other, MirrorCopy.Progress progress) {
        var found = choose(one, other);
        if (!found.inStep()) MirrorCopy.run(found.counts().region(), found.follows().region(), HEAD, progress);
        var opening = UUID.randomUUID();
        // The follower first: one that knows more than the other is built anew, which is no harm.
        noteTogether(found.follows(), opening, !found.inStep());
        noteTogether(found.counts(), opening, false);
        MirrorCopy.equalLength(found.counts().region(), found.follows().region());
        return new MirroredRegion(found.counts().region(), found.follows().region());
    }

    /// A region is about to be changed without its mirror, if it has one: known before anything is changed.
    public static void alone(MediaFile notes) {
        var known = notes.read();
        if (known.together().isPresent() && !known.alone()) notes.write(known.withAlone());
    }

    /// @param inStep whether both are equal below every drain
    record Choice(Side counts, Side follows, boolean inStep) {}

    static Choice choose(Side one, Side other) {
        var first = superblock(one.region());
        var second = superblock(other.region());
        if (first.isEmpty() && second.isEmpty()) SuperblockChoice.read(one.region()); // says what is wrong
        if (second.isEmpty()) return new Choice(one, other, false);
        if (first.isEmpty()) return new Choice(other, one, false);
        requireSameStore(first.get(), second.get());
        var notes = one.notes().read();
        var others = other.notes().read();
        if (notes.alone() && others.alone()) {
            throw new MirrorDivergedException("both were changed while the other was not there");
        }
        boolean firstCounts = firstCounts(first.get(), second.get(), notes, others);
        boolean apart = Math.abs(first.get().sequence() - second.get().sequence()) > 1;
        boolean inStep = !apart && areTogether(notes, others);
        if (!inStep && (firstCounts ? others : notes).alone()) {
            throw new MirrorDivergedException("the older one was changed while the newer one was not there");
        }
        return firstCounts ? new Choice(one, other, inStep) : new Choice(other, one, inStep);
    }

    private static boolean areTogether(MediaNotes notes, MediaNotes others) {
        return !notes.alone()
                && !others.alone()
                && notes.together().isPresent()
                && notes.together().equals(others.together());
    }

    private static boolean firstCounts(Superblock first, Superblock second, MediaNotes notes, MediaNotes others) {
        boolean known = notes.together().isPresent() && notes.together().equals(others.together());
        if (known && notes.alone() != others.alone()) return notes.alone();
        if (first.life() != second.life()) return first.life() > second.life();
        return first.sequence() >= second.sequence();
    }

    private static void requireSameStore(Superblock first, Superblock second) {
        if (first.store().equals(second.store())) return;
        throw new MirrorDivergedException("they are the stores %s and %s".formatted(first.store(), second.store()));
    }

    private static Optional<Superblock> superblock(Region region) {
        var a = SuperblockSlots.read(region, 0);
        var b = SuperblockSlots.read(region, 1);
        if (!(a instanceof Slot.Valid) && !(b instanceof Slot.Valid)) return Optional.empty();
        return Optional.of(SuperblockChoice.read(region));
    }

    private static void noteTogether(Side side, UUID opening, boolean fresh) {
        var known = fresh ? MediaNotes.NONE : side.notes().read();
        side.notes().write(known.withTogether(opening));
    }
}
