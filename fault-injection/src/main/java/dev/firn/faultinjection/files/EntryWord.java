package dev.firn.faultinjection.files;

/// What a directory entry holds: nothing, a folder, a file, or where its file was moved to.
///
/// The last one keeps a rename from losing the file: while the new name has not arrived, the old one still stands.
sealed interface EntryWord {
    long FOLDER_BIT = 1L << 62;
    long MOVED_BIT = 1L << 61;
    int INODE_BITS = 24;

    record Absent() implements EntryWord {}

    record Folder() implements EntryWord {}

    record Of(int inode) implements EntryWord {}

    /// @param target number of the entry that has the file now
    record Moved(int inode, int target) implements EntryWord {}

    default long word() {
        return switch (this) {
            case Absent() -> 0;
            case Folder() -> FOLDER_BIT;
            case Of(var inode) -> inode + 1L;
            case Moved(var inode, var target) -> MOVED_BIT | (long) target << INODE_BITS | inode + 1L;
        };
    }

    static EntryWord of(long word) {
        if (word == 0) return new Absent();
        if (word == FOLDER_BIT) return new Folder();
        int inode = (int) (word & (1 << INODE_BITS) - 1) - 1;
        if ((word & MOVED_BIT) == 0) return new Of(inode);
        return new Moved(inode, (int) ((word & ~MOVED_BIT) >>> INODE_BITS));
    }
}
