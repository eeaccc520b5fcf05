package dev.firn.faultinjection.files;

import static dev.firn.faultinjection.files.AddressMap.EXTENT_BYTES;

import dev.firn.faultinjection.agent.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Records one run of code that works in a directory: maps what it does to files onto a simulated region.
final class FileRecorder implements Recorder {
    private final LiveFiles live;
    private final FlatRegion flat;
    private final FileNames names;
    private final Audit audit;
    private final Mappings mappings = new Mappings();
    private final List<Channel> open = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final AutoLock unlock = lock::unlock;
    private Arena arena;
    private volatile boolean ended;
    private EscapedStore escaped;

    FileRecorder(LiveFiles live, FlatRegion flat) {
        this.live = live;
        this.flat = flat;
        this.names = new FileNames(live, flat, this);
        this.audit = new Audit(live, flat);
    }

    /// Everything that is in the directory now was there before the run.
    void adopt() throws IOException {
        for (String name : live.list()) names.reconcile(name, true);
    }

    /// The directory was made from an image: what a crash left half done there is settled, as a file system does when
    /// it is mounted.
    void mount() {
        new Entries(flat).settle();
    }

    /// The run is over: what it left open is closed, and the directory must hold what was recorded.
    ///
    /// @param looksAtNames whether names are compared, too, which costs more than the rest
    /// @throws EscapedStore when it does not, or did not earlier
    void end(boolean looksAtNames) throws IOException {
        try (var _ = lock()) {
            ended = true;
            if (escaped != null) throw escaped;
            if (looksAtNames) audit.names();
            audit.contents();
        } finally {
            close();
        }
    }

    /// The run broke off.
    void close() throws IOException {
        ended = true;
        for (Channel channel : open) channel.close();
        if (arena != null) arena.close();
        arena = null;
    }

    private Arena arena() {
        if (arena == null) arena = Arena.ofShared();
        return arena;
    }

    boolean isEnded() {
        return ended;
    }

    /// The first store that escaped, or null.
    EscapedStore escaped() {
        return escaped;
    }

    @Override
    public AutoLock lock() {
        lock.lock();
        return unlock;
    }

    @Override
    public boolean tracks(Path path) {
        if (ended || path.getFileSystem() != live.root().getFileSystem()) return false;
        return path.isAbsolute() && path.startsWith(live.root())
                || path.toAbsolutePath().normalize().startsWith(live.root());
    }

    @Override
    public boolean maps(long address) {
        return mappings.find(address) != null;
    }

    @Override
    public void stored(long address, long length) {
        var mapping = mappings.find(address);
        if (mapping == null || length == 0) return;
        stored(mapping, address - mapping.start(), length, FlatRegion.Way.STORED);
    }

    @Override
    public void storedWithin(long address, long length, long hint, boolean ordered) {
        var mapping = mappings.find(address);
        if (mapping == null) return;
        long from = address - mapping.start();
        long guess = hint - mapping.start();
        var way = ordered ? FlatRegion.Way.PUBLISHED : FlatRegion.Way.STORED;
        if (guess >= from && guess < from + length && storedWord(mapping, guess, way)) return;
        long changed = audit.firstDifference(mapping, from, Math.min(length, mapping.bytes().byteSize() - from));
        if (changed >= 0) storedWord(mapping, changed, way);
    }

    /// Records the aligned word around byte `at` of a mapping. False when it has not changed.
    private boolean storedWord(Mappings.Mapping mapping, long at, FlatRegion.Way way) {
        long first = (mapping.at() + at & -8) - mapping.at();
        long from = Math.max(0, first);
        long length = Math.min(first + 8, mapping.bytes().byteSize()) - from;
        if (audit.firstDifference(mapping, from, length) < 0) return false;
        stored(mapping, from, length, way);
        return true;
    }

    private void stored(Mappings.Mapping mapping, long from, long length, FlatRegion.Way way) {
        flat.change(mapping.file().inode(), mapping.at() + from, mapping.bytes(), from, length, way);
    }

    @Override
    public void forced(long address, long length) {
        var mapping = mappings.find(address);
        if (mapping == null) return;
        long at = mapping.at() + address - mapping.start();
        fence(() -> flat.syncFile(mapping.file().inode(), at, at + length));
    }

    @Override
    public void changed(Path path, boolean contents) {
        if (ended) return;
        try {
            names.reconcile(live.name(path), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileChannel opened(FileChannel channel, Path path) throws IOException {
        open.add(channel);
        return openAt(path).wrap(channel);
    }

    @Override
    public AsynchronousFileChannel opened(AsynchronousFileChannel channel, Path path) throws IOException {
        open.add(channel);
        return new RecordedAsynchronousChannel(openAt(path), channel);
    }

    @Override
    public Tracked openedStream(FileChannel channel, Path path) throws IOException {
        open.add(channel);
        return openAt(path);
    }

    private Tracked openAt(Path path) throws IOException {
        if (Files.isDirectory(path)) return new Tracked(null, live.name(path));
        names.reconcile(live.name(path), false);
        return new Tracked(live.files().get(live.name(path)), null);
    }

    /// `length` bytes at `at` went to a file, which may have another size now. What else is new is zeros.
    void changed(LiveFile file, long at, long length) throws IOException {
        long before = file.size();
        long real = file.realSize();
        if (real > before) {
            flat.zero(file.inode(), before, at);
            flat.zero(file.inode(), Math.max(before, at + length), real);
        }
        record(file, at, length);
        if (real < before) flat.zero(file.inode(), real, Long.MAX_VALUE);
        if (real != before) flat.setSize(file.inode(), real);
        file.setSize(real);
    }

    private void record(LiveFile file, long at, long length) throws IOException {
        var bytes = new byte[(int) Math.min(length, EXTENT_BYTES)];
        var segment = MemorySegment.ofArray(bytes);
        for (long done = 0; done < length; done += bytes.length) {
            int part = (int) Math.min(bytes.length, length - done);
            file.read(at + done, bytes, part);
            flat.change(file.inode(), at + done, segment, 0, part, FlatRegion.Way.WRITTEN);
        }
    }

    /// Something becomes durable, if the files are what they were recorded to be.
    private void fence(Runnable sync) {
        if (ended) return;
        try {
            audit.contents();
        } catch (EscapedStore store) {
            if (escaped == null) escaped = store;
            throw store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sync.run();
    }

    /// A file or a folder that the code under test has open.
    ///
    /// @param file null for a folder
    /// @param folder null for a file
    final class Tracked implements OpenFile {
        private final LiveFile file;
        private final String folder;

        Tracked(LiveFile file, String folder) {
            this.file = file;
            this.folder = folder;
        }

        @Override
        public AutoLock lock() {
            return FileRecorder.this.lock();
        }

        @Override
        public void wrote(long at, long length) throws IOException {
            if (isRecorded()) changed(file, at, length);
        }

        @Override
        public void synced() {
            if (folder != null) fence(() -> names.syncFolder(folder));
            else if (file != null) fence(() -> flat.syncFile(file.inode(), 0, file.size()));
        }

        @Override
        public FileChannel wrap(FileChannel channel) {
            return new RecordedChannel(this, channel);
        }

        /// @param in null: the mapping lives as long as the run
        MemorySegment map(FileChannel channel, FileChannel.MapMode mode, long at, long size, Arena in)
                throws IOException {
            MemorySegment bytes = channel.map(mode, at, size, in == null ? arena() : in);
            if (!isRecorded()) return bytes;
            changed(file, 0, 0);
            if (mode != FileChannel.MapMode.PRIVATE) mappings.add(bytes, file, at);
            return bytes;
        }

        boolean isRecorded() {
            return !ended && file != null;
        }
    }
}
