package dev.firn.pmem.stub;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.firn.pmem.posix.Downcalls;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/// The line operations by libpmem2, where that library is installed: of use on a CPU for which we have no routines, or
/// where no page may be made executable.
///
/// Only its instructions are used; the mapping stays ours, and is one that needs no synchronisation: at page
/// granularity libpmem2 ends the process when an msync fails.
public final class Libpmem2 implements LineOps {
    private static final String LIBRARY = "libpmem2.so.1";
    private static final int GRANULARITY_CACHE_LINE = 1;
    private static final long PAGE = 4096;
    private static final int MEMCPY_NODRAIN_NONTEMPORAL = 1 | 2;
    private static final long MOST_BYTES = StubOps.MOST_BYTES;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MEMCPY =
            LINKER.downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT),
                    Linker.Option.critical(true));
    private static final MethodHandle FLUSH =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), Linker.Option.critical(false));
    private static final MethodHandle DRAIN =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(), Linker.Option.critical(false));

    private final MemorySegment memcpy;
    private final MemorySegment flush;
    private final MemorySegment drain;

    private Libpmem2(MemorySegment memcpy, MemorySegment flush, MemorySegment drain) {
        this.memcpy = memcpy;
        this.flush = flush;
        this.drain = drain;
    }

    /// Its functions, or why there are none.
    public static Stubs.Outcome load() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            Libpmem2 ops = forCacheLines(library);
            return SelfTest.passes(ops)
                    ? new Stubs.Outcome.Ready(ops)
                    : new Stubs.Outcome.Refused(LIBRARY + " failed its self-test");
        } catch (IllegalArgumentException missing) {
            return new Stubs.Outcome.Refused(LIBRARY + " is not installed");
        } catch (UnsupportedOperationException | NoSuchElementException refused) {
            return new Stubs.Outcome.Refused(LIBRARY + ": " + refused.getMessage());
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    /// The functions depend on the CPU and on the granularity only, so they are asked for with a scratch page, and the
    /// library forgets that page again.
    private static Libpmem2 forCacheLines(SymbolLookup library) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment page = arena.allocate(PAGE, PAGE);
            MemorySegment source = arena.allocate(ADDRESS);
            MemorySegment map = arena.allocate(ADDRESS);
            must(
                    "pmem2_source_from_anon",
                    (int)
                            call(library, "pmem2_source_from_anon", JAVA_INT, ADDRESS, JAVA_LONG)
                                    .invokeExact(source, PAGE));
            must(
                    "pmem2_map_from_existing",
                    (int)
                            call(
                                            library,
                                            "pmem2_map_from_existing",
                                            JAVA_INT,
                                            ADDRESS,
                                            ADDRESS,
                                            ADDRESS,
                                            JAVA_LONG,
                                            JAVA_INT)
                                    .invokeExact(map, source.get(ADDRESS, 0), page, PAGE, GRANULARITY_CACHE_LINE));
            MemorySegment found = map.get(ADDRESS, 0);
            Libpmem2 ops =
                    new Libpmem2(
                            function(library, "pmem2_get_memcpy_fn", found),
                            function(library, "pmem2_get_flush_fn", found),
                            function(library, "pmem2_get_drain_fn", found));
            must("pmem2_map_delete", (int) call(library, "pmem2_map_delete", JAVA_INT, ADDRESS).invokeExact(map));
            must(
                    "pmem2_source_delete",
                    (int) call(library, "pmem2_source_delete", JAVA_INT, ADDRESS).invokeExact(source));
            return ops;
        }
    }

    private static MemorySegment function(SymbolLookup library, String getter, MemorySegment map) throws Throwable {
        return (MemorySegment) call(library, getter, ADDRESS, ADDRESS).invokeExact(map);
    }

    private static MethodHandle call(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static void must(String call, int result) {
        if (result != 0) throw new UnsupportedOperationException(call + " returned " + result);
    }

    @Override
    public void copy(long target, MemorySegment source, long from, long length) {
        for (long done = 0; done < length; ) {
            long part = Math.min(MOST_BYTES - ((target + done) & 63), length - done);
            copyPart(target + done, source.asSlice(from + done, part), part);
            done += part;
        }
    }

    private void copyPart(long target, MemorySegment part, long length) {
        try {
            long _ = (long) MEMCPY.invokeExact(memcpy, target, part, length, MEMCPY_NODRAIN_NONTEMPORAL);
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public void flush(long address, long length) {
        try {
            for (long done = 0; done < length; done += MOST_BYTES) {
                FLUSH.invokeExact(flush, address + done, Math.min(MOST_BYTES, length - done));
            }
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public void fence() {
        try {
            DRAIN.invokeExact(drain);
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public String name() {
        return "libpmem2";
    }
}
