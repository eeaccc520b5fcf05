package dev.firn.pmem.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The system calls by the C library of Linux. Each may block, so none is a critical call.
public final class Libc implements Sys {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
    private static final int FLOCK_BYTES = 32;

    // open and fcntl take their last argument as a variadic one: some ABIs pass it elsewhere.
    private static final MethodHandle OPEN = call("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCNTL = call("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle STATX = call("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle PWRITE = call("pwrite", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FDATASYNC = call("fdatasync", JAVA_INT, JAVA_INT);
    private static final MethodHandle FSYNC = call("fsync", JAVA_INT, JAVA_INT);
    private static final MethodHandle MMAP =
            call("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle MUNMAP = call("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);

    /// What opening and committing do without: a handle of a new shape costs the JVM some ten milliseconds to make.
    private static final class Rare {
        static final MethodHandle PREAD = call("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        static final MethodHandle LSEEK = call("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
        static final MethodHandle FTRUNCATE = call("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
        static final MethodHandle FALLOCATE = call("fallocate", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
        static final MethodHandle FADVISE = call("posix_fadvise", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        static final MethodHandle MPROTECT = call("mprotect", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        static final MethodHandle MSYNC = call("msync", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    }

    private static MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, (MemoryLayout[]) arguments),
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle call(String name, int firstVariadic, ValueLayout result, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, (MemoryLayout[]) arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    @Override
    public int open(String path, int flags, int mode) {
        Scratch scratch = Scratch.take();
        try (Arena arena = Arena.ofConfined()) {
            return answer(scratch, (int) OPEN.invokeExact(scratch.errno, arena.allocateFrom(path), flags, mode));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int close(int fd) {
        return one(CLOSE, fd);
    }

    @Override
    public int stat(int fd, MemorySegment statx) {
        Scratch scratch = Scratch.take();
        try (Arena arena = Arena.ofConfined()) {
            return answer(
                    scratch,
                    (int)
                            STATX.invokeExact(
                                    scratch.errno,
                                    fd,
                                    arena.allocateFrom(""),
                                    Flags.AT_EMPTY_PATH,
                                    Flags.STATX_BASIC,
                                    statx));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long pread(int fd, MemorySegment target, long to, long length, long at) {
        Scratch scratch = Scratch.take();
        try {
            long part = Math.min(length, Scratch.STAGING);
            long read = answer(scratch, (long) Rare.PREAD.invokeExact(scratch.errno, fd, scratch.staging, part, at));
            if (read > 0) MemorySegment.copy(scratch.staging, 0, target, to, read);
            return read;
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long pwrite(int fd, MemorySegment source, long from, long length, long at) {
        Scratch scratch = Scratch.take();
        try {
            if (source.isNative()) {
                MemorySegment bytes = source.asSlice(from, length);
                return answer(scratch, (long) PWRITE.invokeExact(scratch.errno, fd, bytes, length, at));
            }
            long part = Math.min(length, Scratch.STAGING);
            MemorySegment.copy(source, from, scratch.staging, 0, part);
            return answer(scratch, (long) PWRITE.invokeExact(scratch.errno, fd, scratch.staging, part, at));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long seek(int fd, long offset, int whence) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (long) Rare.LSEEK.invokeExact(scratch.errno, fd, offset, whence));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int fdatasync(int fd) {
        return one(FDATASYNC, fd);
    }

    @Override
    public int fsync(int fd) {
        return one(FSYNC, fd);
    }

    @Override
    public int truncate(int fd, long size) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (int) Rare.FTRUNCATE.invokeExact(scratch.errno, fd, size));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int fallocate(int fd, int mode, long at, long length) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (int) Rare.FALLOCATE.invokeExact(scratch.errno, fd, mode, at, length));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int advise(int fd, long from, long length, int advice) {
        Scratch scratch = Scratch.take();
        try {
            return -(int) Rare.FADVISE.invokeExact(scratch.errno, fd, from, length, advice);
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int lock(int fd) {
        Scratch scratch = Scratch.take();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wholeFile = arena.allocate(FLOCK_BYTES, 8);
            wholeFile.set(JAVA_SHORT, 0, Flags.F_WRLCK);
            return answer(scratch, (int) FCNTL.invokeExact(scratch.errno, fd, Flags.F_OFD_SETLK, wholeFile));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long mmap(long length, int protection, int flags, int fd) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (long) MMAP.invokeExact(scratch.errno, 0L, length, protection, flags, fd, 0L));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int munmap(long address, long length) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (int) MUNMAP.invokeExact(scratch.errno, address, length));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int mprotect(long address, long length, int protection) {
        return range(Rare.MPROTECT, address, length, protection);
    }

    @Override
    public int msync(long address, long length, int flags) {
        return range(Rare.MSYNC, address, length, flags);
    }

    private static int one(MethodHandle call, int fd) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (int) call.invokeExact(scratch.errno, fd));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    private static int range(MethodHandle call, long address, long length, int how) {
        Scratch scratch = Scratch.take();
        try {
            return answer(scratch, (int) call.invokeExact(scratch.errno, address, length, how));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        } finally {
            scratch.give();
        }
    }

    private static int answer(Scratch scratch, int result) {
        return result != -1 ? result : -(int) ERRNO.get(scratch.errno, 0L);
    }

    private static long answer(Scratch scratch, long result) {
        return result != -1 ? result : -(int) ERRNO.get(scratch.errno, 0L);
    }
}
