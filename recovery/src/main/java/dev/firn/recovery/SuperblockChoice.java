package dev.firn.recovery;

import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.SuperblockSlots.Slot;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;

/// Which superblock counts, as a table over what the two slots hold.
///
/// - A slot is damaged by a crash while it was written: the other one is the state before, and counts.
/// - A slot of a newer format means that the newer version was here last: nothing may be guessed from the other.
/// - A slot that a crash cut while the very first superblock was written belongs to no store: see [Blank].
/// - Foreign slots alone mean that this is not ours; one of them beside a valid one is the slot of a store that was
///   written once only.
enum SuperblockChoice {
    //          newer          valid              damaged
    NEWER(Answer.YES, Answer.ANY, Answer.ANY),
    NEWEST(Answer.NO, Answer.YES, Answer.ANY),
    CORRUPT(Answer.NO, Answer.NO, Answer.YES),
    NOT_A_STORE(Answer.NO, Answer.NO, Answer.NO);

    private final Answer newer;
    private final Answer valid;
    private final Answer damaged;

    SuperblockChoice(Answer newer, Answer valid, Answer damaged) {
        this.newer = newer;
        this.valid = valid;
        this.damaged = damaged;
    }

    boolean matches(Slot a, Slot b) {
        return newer.matches(a instanceof Slot.Newer || b instanceof Slot.Newer)
                && valid.matches(a instanceof Slot.Valid || b instanceof Slot.Valid)
                && damaged.matches(a instanceof Slot.Damaged || b instanceof Slot.Damaged);
    }

    static SuperblockChoice of(Slot a, Slot b) {
        for (var choice : values()) {
            if (choice.matches(a, b)) return choice;
        }
        throw new AssertionError("the table has a hole at " + a + ", " + b);
    }

    /// The superblock that counts.
    static Superblock read(Region region) {
        var a = SuperblockSlots.read(region, 0);
        var b = SuperblockSlots.read(region, 1);
        return switch (of(a, b)) {
            case NEWER -> throw newer(a instanceof Slot.Newer found ? found : (Slot.Newer) b);
            case NEWEST -> newest(a, b);
            case CORRUPT -> throw Blank.is(region) ? blank(region) : damaged(a, b);
            case NOT_A_STORE -> throw Blank.is(region) ? blank(region) : notAStore(a, b);
        };
    }

    private static Superblock newest(Slot a, Slot b) {
        if (!(a instanceof Slot.Valid(var first))) return ((Slot.Valid) b).superblock();
        if (!(b instanceof Slot.Valid(var second))) return first;
        if (!first.store().equals(second.store())) {
            throw new CorruptStoreException(
                    "the superblocks are of two stores, %s and %s; restore the file from a copy"
                            .formatted(first.store(), second.store()));
        }
        return first.sequence() > second.sequence() ? first : second;
    }

    private static NewerFormatException newer(Slot.Newer found) {
        return new NewerFormatException(
                "the store has format %d.%d (features 0x%x), this version reads up to %d.%d; open it with a newer version"
                        .formatted(
                                found.format().major(),
                                found.format().minor(),
                                found.format().incompatible(),
                                SuperblockLayout.MAJOR,
                                SuperblockLayout.MINOR),
                false);
    }

    /// Before anything is written.
    ///
    /// @throws NewerFormatException when the store has a feature that every writer must know
    static void requireWritable(Superblock superblock) {
        var format = superblock.format();
        if (format.isWritable()) return;
        throw new NewerFormatException(
                "the store has format %d.%d with features (read-only compatible, 0x%x) that this version does not know, so it"
                                .formatted(format.major(), format.minor(), format.unknownToWrite())
                        + " may only be read; open it read-only, or with a newer version",
                true);
    }

    private static NotAStoreException blank(Region region) {
        if (region.size() == 0) return new NotAStoreException("the file is empty, not a Firn store");
        return new NotAStoreException(
                "the file holds nothing but zeros, or the beginning of a store whose creation was cut short; nothing"
                        + " was ever stored in it: delete it, or create the store again");
    }

    private static CorruptStoreException damaged(Slot a, Slot b) {
        return new CorruptStoreException(
                "both superblocks are damaged (a: %s; b: %s); restore the file from a copy".formatted(a, b));
    }

    private static NotAStoreException notAStore(Slot a, Slot b) {
        boolean zero = a instanceof Slot.Foreign(var aZero) && aZero && b instanceof Slot.Foreign(var bZero) && bZero;
        return new NotAStoreException(
                zero
                        ? "the file has zeros where a Firn store has its superblocks, and something behind them; it is"
                                + " no store, or one that lost its beginning: restore it from a copy"
                        : "the file is not a Firn store: expected the superblock's first word, found other bytes; check"
                                + " the path");
    }
}
