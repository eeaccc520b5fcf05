package dev.firn.pmem;

import dev.firn.pmem.posix.Sys;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The real system calls, of which a test makes some fail, or fall short, or do something first.
class FaultySys implements Sys {
    /// What becomes of a call instead. `number` counts the calls of that name, from 1.
    interface Script {
        long GO_ON = Long.MIN_VALUE;

        /// A write of half the bytes, and of one at least.
        long HALF = Long.MIN_VALUE + 1;

        /// The result, or [#GO_ON] to make the real call.
        long on(int number);
    }

    private final Sys real;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    volatile long mostPerWrite = Long.MAX_VALUE;

    FaultySys() {
        this.real = ((Host.Reach.Granted) Host.system().libc()).sys();
    }

    /// Scripts all calls of a name; numbers begin at 1 again.
    FaultySys on(String call, Script script) {
        counts.remove(call);
        scripts.put(call, script);
        return this;
    }

    /// The call fails with `errno` at its next use, and at every later one when `forEver`.
    FaultySys fail(String call, int errno, boolean forEver) {
        return on(call, number -> forEver || number == 1 ? -errno : Script.GO_ON);
    }

    long count(String call) {
        return counts.getOrDefault(call, new AtomicInteger()).get();
    }

    private long script(String call) {
        int number = counts.computeIfAbsent(call, _ -> new AtomicInteger()).incrementAndGet();
        Script script = scripts.get(call);
        return script == null ? Script.GO_ON : script.on(number);
    }

    @Override
    public int open(String path, int flags, int mode) {
        long result = script("open");
        return result == Script.GO_ON ? real.open(path, flags, mode) : (int) result;
    }

    @Override
    public int close(int fd) {
        return real.close(fd);
    }

    @Override
    public int stat(int fd, MemorySegment statx) {
        return real.stat(fd, statx);
    }

    @Override
    public long pread(int fd, MemorySegment target, long to, long length, long at) {
        long result = script("pread");
        return result == Script.GO_ON ? real.pread(fd, target, to, length, at) : result;
    }

    @Override
    public long pwrite(int fd, MemorySegment source, long from, long length, long at) {
        long result = script("pwrite");
        if (result == Script.HALF) return real.pwrite(fd, source, from, Math.max(1, length / 2), at);
        if (result != Script.GO_ON) return result;
        return real.pwrite(fd, source, from, Math.min(length, mostPerWrite), at);
    }

    @Override
    public long seek(int fd, long offset, int whence) {
        return real.seek(fd, offset, whence);
    }

    @Override
    public int fdatasync(int fd) {
        long result = script("fdatasync");
        return result == Script.GO_ON ? real.fdatasync(fd) : (int) result;
    }

    @Override
    public int fsync(int fd) {
        long result = script("fsync");
        return result == Script.GO_ON ? real.fsync(fd) : (int) result;
    }

    @Override
    public int truncate(int fd, long size) {
        long result = script("ftruncate");
        return result == Script.GO_ON ? real.truncate(fd, size) : (int) result;
    }

    @Override
    public int fallocate(int fd, int mode, long at, long length) {
        long result = script("fallocate");
        return result == Script.GO_ON ? real.fallocate(fd, mode, at, length) : (int) result;
    }

    @Override
    public int advise(int fd, long from, long length, int advice) {
        return real.advise(fd, from, length, advice);
    }

    @Override
    public int lock(int fd) {
        long result = script("lock");
        return result == Script.GO_ON ? real.lock(fd) : (int) result;
    }

    @Override
    public long mmap(long length, int protection, int flags, int fd) {
        long result = script("mmap");
        return result == Script.GO_ON ? real.mmap(length, protection, flags, fd) : result;
    }

    @Override
    public int munmap(long address, long length) {
        return real.munmap(address, length);
    }

    @Override
    public int mprotect(long address, long length, int protection) {
        long result = script("mprotect");
        return result == Script.GO_ON ? real.mprotect(address, length, protection) : (int) result;
    }

    @Override
    public int msync(long address, long length, int flags) {
        long result = script("msync");
        return result == Script.GO_ON ? real.msync(address, length, flags) : (int) result;
    }
}
