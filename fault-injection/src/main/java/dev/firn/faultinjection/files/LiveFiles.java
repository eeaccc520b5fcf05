package dev.firn.faultinjection.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The real directory that the code under test works in, and what is known to be in it.
///
/// Images follow each other by the million and differ in few bytes, so only these are written anew.
final class LiveFiles {
    /// The inode of a folder.
    static final int FOLDER = -1;

    private final Path root;
    private final byte[] scratch = new byte[AddressMap.EXTENT_BYTES];
    private final TreeMap<String, LiveFile> files = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>();
    private boolean isUnknown;

    LiveFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    TreeMap<String, LiveFile> files() {
        return files;
    }

    TreeSet<String> folders() {
        return folders;
    }

    /// Each real file once, whatever number of names it has.
    Collection<LiveFile> distinct() {
        return new LinkedHashSet<>(files.values());
    }

    /// The name of `path` inside the root: relative, with slashes; empty for the root itself.
    String name(Path path) {
        return root.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /// What a run left behind cannot be told: the next image begins from nothing.
    void forget() {
        isUnknown = true;
    }

    boolean isUnknown() {
        return isUnknown;
    }

    void clear() throws IOException {
        distinct().forEach(LiveFile::close);
        files.clear();
        folders.clear();
        deleteBelow(root);
        isUnknown = false;
    }

    /// Makes the directory what `flat` says.
    void become(FlatRegion flat) throws IOException {
        if (isUnknown) clear();
        var wanted = new Entries(flat).shown();
        if (!wanted.equals(present())) rebuild(wanted);
        for (LiveFile file : distinct()) file.become(flat, scratch);
    }

    private Map<String, Integer> present() {
        var present = new TreeMap<String, Integer>();
        files.forEach((name, file) -> present.put(name, file.inode()));
        folders.forEach(name -> present.put(name, FOLDER));
        return present;
    }

    private void rebuild(TreeMap<String, Integer> wanted) throws IOException {
        for (String name : List.copyOf(files.descendingKeySet())) {
            if (files.get(name).inode() != wanted.getOrDefault(name, FOLDER)) remove(name);
        }
        for (String name : List.copyOf(folders.descendingSet())) {
            if (wanted.getOrDefault(name, 0) == FOLDER) continue;
            Files.delete(path(name));
            folders.remove(name);
        }
        var byInode = new HashMap<Integer, String>();
        files.forEach((name, file) -> byInode.put(file.inode(), name));
        for (var entry : wanted.entrySet()) create(entry.getKey(), entry.getValue(), byInode);
    }

    private void remove(String name) throws IOException {
        LiveFile file = files.remove(name);
        Files.delete(path(name));
        if (!files.containsValue(file)) file.close();
    }

    private void create(String name, int inode, Map<Integer, String> byInode) throws IOException {
        if (inode == FOLDER) {
            if (folders.add(name)) Files.createDirectory(path(name));
        } else if (!files.containsKey(name)) {
            String other = byInode.putIfAbsent(inode, name);
            if (other == null) {
                Files.createFile(path(name));
                files.put(name, LiveFile.open(path(name), key(path(name)), inode));
            } else {
                Files.createLink(path(name), path(other));
                files.put(name, files.get(other));
            }
        }
    }

    /// What the file system knows a file by, null when there is none.
    static Object key(Path path) throws IOException {
        var attributes = attributes(path);
        if (attributes == null) return null;
        Object key = attributes.fileKey();
        // A file system without keys: then a name is all there is to a file.
        return key == null ? path : key;
    }

    static BasicFileAttributes attributes(Path path) throws IOException {
        if (!Files.exists(path)) return null;
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /// Names of everything that is really there.
    List<String> list() throws IOException {
        var found = new ArrayList<String>();
        listInto(root, "", found);
        return found;
    }

    private static void listInto(Path folder, String prefix, List<String> found) {
        var listed = folder.toFile().listFiles();
        if (listed == null) return;
        for (var file : listed) {
            found.add(prefix + file.getName());
            if (file.isDirectory()) listInto(file.toPath(), prefix + file.getName() + "/", found);
        }
    }

    static void deleteBelow(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                        if (!folder.equals(root)) Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
