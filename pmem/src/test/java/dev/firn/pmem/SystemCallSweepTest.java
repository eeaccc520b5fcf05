package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.posix.Errno;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each system call of a region's life fails in turn, once and for ever: while it is created, written, made durable,
/// grown, closed, and opened again. The answer is a typed failure or none; afterwards, with a sound system, the file
/// can be opened (or created, when there is none) and holds every word that a drain had covered.
class SystemCallSweepTest {
    private static final int SIZE = 8192;
    private static final int LONGER = 5 * 4096;
    private static final int SHORTER = 4 * 4096;
    private static final int MOST_CALLS = 500;

    /// Memory where there is such a file system: there are some thousand synchronisations.
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir private Path directory;

    /// How a call fails.
    private enum How {
        EIO(-Errno.EIO),
        ENOSPC(-Errno.ENOSPC),
        EINTR(-Errno.EINTR),
        HALF(FaultySys.Script.HALF),
        /// The calling thread is interrupted before the call, which then goes on.
        INTERRUPT(FaultySys.Script.GO_ON);

        final long result;

        How(long result) {
            this.result = result;
        }

        /// Whether the caller need not notice.
        boolean isHarmless() {
            return this == EINTR || this == HALF || this == INTERRUPT;
        }

        boolean canGoOnForEver() {
            return this != EINTR;
        }
    }

    /// @param calls how many calls were made to fail
    /// @param wentOn after how many of them nobody noticed
    private record Tally(int calls, int wentOn) {}

    @TestFactory
    List<DynamicTest> eachCallFails() {
        var tests = new ArrayList<DynamicTest>();
        for (String backend : List.of("fdatasync", "msync", "channel", "emulated")) {
            for (String call : List.of("open", "pread", "fdatasync", "fsync", "lock", "mmap", "msync")) {
                tests.add(test(backend, call, How.EIO));
            }
            for (String call : List.of("ftruncate", "fallocate")) {
                for (How how : List.of(How.EIO, How.ENOSPC, How.EINTR)) tests.add(test(backend, call, how));
            }
            for (How how : How.values()) tests.add(test(backend, "pwrite", how));
        }
        return tests;
    }

    private DynamicTest test(String backend, String call, How how) {
        return DynamicTest.dynamicTest(
                "%s: %s %s".formatted(backend, call, how),
                () -> {
                    for (boolean forEver : new boolean[] {false, true}) {
                        if (forEver && !how.canGoOnForEver()) continue;
                        var tally = sweep(backend, call, how, forEver);
                        if (how.isHarmless()) assertThat(tally.wentOn()).as("%s", tally).isEqualTo(tally.calls());
                    }
                });
    }

    private Tally sweep(String backend, String call, How how, boolean forEver) throws IOException {
        int wentOn = 0;
        for (int failing = 1; failing < MOST_CALLS; failing++) {
            var sys = new FaultySys();
            int from = failing;
            sys.on(
                    call,
                    number -> {
                        boolean now = forEver ? number >= from : number == from;
                        if (now && how == How.INTERRUPT) Thread.currentThread().interrupt();
                        return now ? how.result : FaultySys.Script.GO_ON;
                    });
            String what =
                    "%s: %s fails with %s at call %d%s".formatted(backend, call, how, failing, forEver ? "+" : "");
            var run = new Run(Host.system().with(sys), backend);
            boolean ended = run.ends(what);
            boolean interrupted = Thread.interrupted();
            run.requireFound(what);
            if (sys.count(call) < failing) return new Tally(failing - 1, wentOn);
            if (how == How.INTERRUPT) assertThat(interrupted).as(what).isTrue();
            if (ended) wentOn++;
        }
        throw new AssertionError("no end of " + call);
    }

    /// One life of a region, and what of it must be there afterwards.
    private final class Run {
        private final Host host;
        private final RegionOptions options;
        private final Path store;
        private final TreeMap<Long, Long> durable = new TreeMap<>();
        private boolean created;

        Run(Host host, String backend) throws IOException {
            this.host = host;
            this.store =
                    Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : directory, backend).resolve("store");
            this.options = RegionOptions.defaults().withBackend(backend).withMaxSize(1 << 20);
        }

        /// Whether it came to its end; otherwise it ended with a type.
        boolean ends(String what) {
            try {
                live();
                return true;
            } catch (FirnException typed) {
                return false;
            } catch (Throwable untyped) {
                throw new AssertionError(what + " ended with " + untyped, untyped);
            }
        }

        private void live() {
            var opener = new Opener(host);
            try (Region region = opener.create(store, SIZE, options, blank -> put(blank, 0, 1, false))) {
                created = true;
                durable.put(0L, 1L);
                put(region, 4096, 2, true);
                region.grow(LONGER);
                put(region, LONGER - 8, 3, true);
                durable.remove(LONGER - 8L);
                region.shrink(SHORTER);
                region.release(8192, 4096);
                region.drain();
                region.reclaim(8192, 4096);
                put(region, 8192, 6, true);
            }
            try (Region region = opener.open(store, options)) {
                put(region, 64, 4, true);
                region.publish(128, 5);
                region.persist(128, 8);
                durable.put(128L, 5L);
            }
        }

        private void put(Region region, long at, long word, boolean named) {
            region.write(at, MemorySegment.ofArray(new long[] {word}), 0, Long.BYTES);
            region.drain();
            if (named) durable.put(at, word);
        }

        /// On a sound system.
        void requireFound(String what) throws IOException {
            if (created || Files.exists(store)) {
                try (Region region = Regions.open(store, RegionOptions.defaults().withBackend("fdatasync"))) {
                    durable.forEach((at, word) -> assertThat(region.view().getLong(at)).as(what).isEqualTo(word));
                    assertThat(region.view().getLong(0)).as("%s: a name without contents", what).isEqualTo(1);
                    region.write(8, MemorySegment.ofArray(new long[] {9}), 0, Long.BYTES);
                    region.drain();
                }
                Files.delete(store);
            }
            Regions.create(store, SIZE, RegionOptions.defaults().withBackend("fdatasync")).close();
            try (var files = Files.list(store.getParent())) {
                // Lock files that could not be locked stay: taking them away would race with whoever is locking them.
                assertThat(files.map(f -> f.getFileName().toString()))
                        .as(what)
                        .isSubsetOf("store", "store.lock", ".store.new.lock");
            }
            for (String name : List.of("store", "store.lock", ".store.new.lock")) {
                Files.deleteIfExists(store.resolveSibling(name));
            }
            Files.delete(store.getParent());
        }
    }
}
