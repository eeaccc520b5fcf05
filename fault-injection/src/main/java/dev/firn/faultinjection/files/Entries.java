package dev.firn.faultinjection.files;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// What the directory entries of a region come to, after what a crash may have done to renames.
final class Entries {
    private static final EntryWord ABSENT = new EntryWord.Absent();

    private final FlatRegion flat;
    private final List<String> names;

    Entries(FlatRegion flat) {
        this.flat = flat;
        this.names = flat.addresses().names();
    }

    /// Name to file, in the order of names; folders are there with inode -1. Nothing of a folder that is absent.
    TreeMap<String, Integer> shown() {
        var found = new TreeMap<String, Integer>();
        for (int number = 0; number < names.size(); number++) {
            switch (entry(number)) {
                case EntryWord.Absent() -> {}
                case EntryWord.Folder() -> found.put(names.get(number), LiveFiles.FOLDER);
                case EntryWord.Of(var inode) -> found.put(names.get(number), inode);
                case EntryWord.Moved(var inode, _) -> {
                    if (hasKept(number, inode)) found.put(names.get(number), inode);
                }
            }
        }
        return found;
    }

    /// Makes each entry say what is shown, durably, so that files may be given new numbers and names. A crash on the
    /// way shows the same.
    void settle() {
        var shown = shown();
        for (int number = 0; number < names.size(); number++) {
            Integer inode = shown.get(names.get(number));
            if (inode == null && !isReachable(names.get(number))) set(number, ABSENT);
            else if (inode != null && inode != LiveFiles.FOLDER) set(number, new EntryWord.Of(inode));
        }
        forgetMoves();
    }

    /// What nobody leads to goes first: otherwise a place would have kept what went on from the next.
    private void forgetMoves() {
        while (true) {
            var moved = new BitSet();
            var targets = new BitSet();
            for (int number = 0; number < names.size(); number++) {
                if (!(entry(number) instanceof EntryWord.Moved(_, var target))) continue;
                moved.set(number);
                targets.set(target);
            }
            moved.andNot(targets);
            if (moved.isEmpty()) return;
            moved.stream().forEach(number -> set(number, ABSENT));
        }
    }

    private void set(int number, EntryWord entry) {
        String name = names.get(number);
        if (flat.entry(name).equals(entry)) return;
        flat.setEntry(name, entry);
        flat.syncEntry(name);
    }

    private EntryWord entry(int number) {
        return isReachable(names.get(number)) ? flat.entry(names.get(number)) : ABSENT;
    }

    /// Whether an entry that says where its file was moved to still has it: when that place neither has it nor moved it
    /// on. Moves there and back can make a ring of such; the entry with the smallest number in it has the file.
    private boolean hasKept(int number, int inode) {
        int at = number;
        int smallest = number;
        for (int step = 0; step <= names.size(); step++) {
            if (!(entry(at) instanceof EntryWord.Moved(var moved, var target)) || moved != inode) {
                return step == 1 && !entry(at).equals(new EntryWord.Of(inode));
            }
            if (target == number) return number == smallest;
            smallest = Math.min(smallest, target);
            at = target;
        }
        return false;
    }

    private boolean isReachable(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (!flat.entry(name.substring(0, slash)).equals(new EntryWord.Folder())) return false;
        }
        return true;
    }
}
