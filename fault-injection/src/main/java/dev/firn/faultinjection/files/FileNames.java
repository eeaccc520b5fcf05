package dev.firn.faultinjection.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.List;

/// The directory side of a recording: which names there are, and which files they lead to.
///
/// Whatever a call did, looking at the names that it was about tells; files are recognised by the key that the file
/// system knows them by, so a rename, a link, and a replacement come out as what they are.
final class FileNames {
    private final LiveFiles live;
    private final FlatRegion flat;
    private final FileRecorder recorder;
    private final BitSet usedInodes = new BitSet();

    FileNames(LiveFiles live, FlatRegion flat, FileRecorder recorder) {
        this.live = live;
        this.flat = flat;
        this.recorder = recorder;
        live.files().values().forEach(file -> usedInodes.set(file.inode()));
    }

    /// Brings the record of `name`, and of what is below it, up to date.
    ///
    /// @param contents whether bytes may have changed, too
    void reconcile(String name, boolean contents) throws IOException {
        if (name.isEmpty()) return;
        parents(name);
        var path = live.path(name);
        var attributes = LiveFiles.attributes(path);
        if (attributes == null) vanished(name);
        else if (attributes.isDirectory()) folder(name, contents);
        else file(name, contents);
    }

    /// All entries of a folder are durable.
    void syncFolder(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        for (String name : List.copyOf(flat.addresses().names())) {
            if (!name.startsWith(prefix) || name.indexOf('/', prefix.length()) >= 0) continue;
            flat.syncEntry(name);
            if (flat.entry(name) instanceof EntryWord.Moved(_, var target) && isInside(target, prefix)) {
                // The new name is durable by the same call, so the old one need not remember it.
                flat.setEntry(name, new EntryWord.Absent());
                flat.syncEntry(name);
            }
        }
    }

    private boolean isInside(int entry, String prefix) {
        String name = flat.addresses().names().get(entry);
        return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
    }

    /// `createDirectories` makes them all in one call.
    private void parents(String name) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = name.substring(0, slash);
            if (Files.isDirectory(live.path(folder)) && live.folders().add(folder)) {
                flat.setEntry(folder, new EntryWord.Folder());
            }
        }
    }

    private void folder(String name, boolean contents) throws IOException {
        if (live.folders().add(name)) flat.setEntry(name, new EntryWord.Folder());
        for (var child : live.path(name).toFile().listFiles()) reconcile(name + "/" + child.getName(), contents);
    }

    private void vanished(String name) {
        for (String below : List.copyOf(live.files().tailMap(name + "/").keySet())) {
            if (below.startsWith(name + "/")) vanished(below);
        }
        for (String below : List.copyOf(live.folders().tailSet(name + "/", true))) {
            if (below.startsWith(name + "/")) vanished(below);
        }
        if (live.folders().remove(name)) flat.setEntry(name, new EntryWord.Absent());
        LiveFile file = live.files().remove(name);
        if (file == null) return;
        String other = otherName(file);
        flat.setEntry(
                name,
                other == null
                        ? new EntryWord.Absent()
                        : new EntryWord.Moved(file.inode(), flat.addresses().entryNumber(other)));
    }

    private void file(String name, boolean contents) throws IOException {
        Object key = LiveFiles.key(live.path(name));
        LiveFile before = live.files().get(name);
        LiveFile now = before != null && before.key().equals(key) ? before : known(key);
        boolean created = now == null;
        if (created) now = create(name, key);
        if (before != now) {
            live.files().put(name, now);
            flat.setEntry(name, new EntryWord.Of(now.inode()));
        }
        recorder.changed(now, 0, contents || created ? now.realSize() : 0);
    }

    private LiveFile create(String name, Object key) throws IOException {
        int inode = usedInodes.nextClearBit(0);
        usedInodes.set(inode);
        flat.clear(inode);
        flat.addresses().label(inode, name);
        return LiveFile.open(live.path(name), key, inode);
    }

    private LiveFile known(Object key) {
        for (LiveFile file : live.files().values()) if (file.key().equals(key)) return file;
        return null;
    }

    private String otherName(LiveFile file) {
        for (var entry : live.files().entrySet()) if (entry.getValue() == file) return entry.getKey();
        return null;
    }
}
