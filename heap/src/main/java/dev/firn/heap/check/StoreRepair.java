package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/// Saves what can be saved of a damaged store into a new one, which takes its name.
///
/// The damaged file is never written to: it stays, byte for byte, as `NAME.damaged-1` (or the next free number). The
/// new store is made as `NAME.repairing`, checked, and only then gets the name. Whenever a crash comes, the name leads
/// to the old file or to the new one, and repairing again is safe.
public final class StoreRepair {
    private static final String UNFINISHED = ".repairing";
    private static final String QUARANTINE = ".damaged-";
    private static final String NOTES = ".media";
    private static final int MAX_VALUE_BYTES = 1 << 30;
    private static final long INITIAL_BYTES = 16 << 20;

    private final Path store;
    private final Path unfinished;
    private final CheckListener listener;
    private final Consumer<RepairStep> seam;

    private StoreRepair(Path store, CheckListener listener, Consumer<RepairStep> seam) {
        this.store = store;
        this.unfinished = store.resolveSibling(store.getFileName() + UNFINISHED);
        this.listener = listener;
        this.seam = seam;
    }

    /// What a repair of the store at `path` would save and what would be lost. Nothing is written anywhere.
    ///
    /// @throws dev.firn.pmem.RegionOpenException when there is no file, or it may not be read
    /// @throws RepairFailedException when `listener` cancelled it, or the file cannot be read
    public static RepairPlan plan(Path path, CheckListener listener) {
        try (Region region = Regions.open(path, RegionOptions.defaults().withReadOnly(true))) {
            return salvage(path, () -> new Salvage(region, listener, Salvage.Sink.NONE).run());
        }
    }

    /// Repairs the store at `path`, which nobody may have open.
    ///
    /// @throws dev.firn.pmem.RegionOpenException when there is no file, or somebody has it open
    /// @throws RepairFailedException when nothing can be saved, `listener` cancelled it, or the result is not clean
    public static RepairReport repair(Path path, CheckListener listener) {
        return repair(path, listener, _ -> {});
    }

    /// @param seam called before each step; what it throws ends the repair as a crash would
    static RepairReport repair(Path path, CheckListener listener, Consumer<RepairStep> seam) {
        Objects.requireNonNull(listener, "listener");
        try {
            return new StoreRepair(path.toRealPath(), listener, seam).run();
        } catch (IOException missing) {
            // The region says it better.
            Regions.open(path, RegionOptions.defaults().withReadOnly(true)).close();
            throw new UncheckedIOException(missing);
        }
    }

    /// The damaged file is held all the time, through a back-end that writes nothing by itself.
    private RepairReport run() throws IOException {
        try (Region damaged = Regions.open(store, RegionOptions.defaults().withBackend("channel"))) {
            seam.accept(RepairStep.CLEAR);
            clear();
            seam.accept(RepairStep.SAVE);
            var plan = salvage(store, () -> save(damaged));
            seam.accept(RepairStep.VERIFY);
            var verified = verify();
            seam.accept(RepairStep.QUARANTINE);
            Path quarantine = quarantine();
            seam.accept(RepairStep.SWAP);
            Regions.replace(unfinished, store);
            seam.accept(RepairStep.TIDY);
            tidy(quarantine);
            return new RepairReport(plan, store, quarantine, verified);
        }
    }

    /// What is noted beside the file of places in it is of the damaged one.
    private void tidy(Path quarantine) throws IOException {
        Files.deleteIfExists(lock(unfinished));
        Path notes = beside(store, NOTES);
        if (Files.exists(notes)) Regions.replace(notes, beside(quarantine, NOTES));
    }

    private void clear() throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(lock(unfinished));
    }

    private static Path lock(Path of) {
        return beside(of, ".lock");
    }

    private static Path beside(Path of, String suffix) {
        return of.resolveSibling(of.getFileName() + suffix);
    }

    private RepairPlan save(Region damaged) {
        var target = new LateStore();
        try (target) {
            var salvage = new Salvage(damaged, listener, target);
            target.segmentBytes = salvage.segmentBytes();
            if (target.segmentBytes == 0) throw failed("" + salvage.run().findings().getFirst(), null);
            if (!salvage.isKnown()) {
                throw failed(
                        "the store has features that this version does not know; repair it with a newer version", null);
            }
            target.open();
            return salvage.run();
        }
    }

    /// The store that is made; its shape is known only when the damaged one was looked at.
    private final class LateStore implements Salvage.Sink, AutoCloseable {
        private int segmentBytes;
        private Store made;
        private SavedStore saved;

        void open() {
            var options =
                    StoreOptions.defaults()
                            .withSegmentBytes(segmentBytes)
                            .withInitialBytes(INITIAL_BYTES)
                            .withMaxValueBytes(MAX_VALUE_BYTES);
            made = Store.create(unfinished, options);
            saved = new SavedStore(made);
        }

        @Override
        public void begin(CollectionInfo info) {
            saved.begin(info);
        }

        @Override
        public boolean put(byte[] key, byte[] value) {
            return saved.put(key, value);
        }

        @Override
        public void end() {
            saved.end();
        }

        @Override
        public void close() {
            if (made != null) made.close();
        }
    }

    private CheckReport verify() {
        var report = StoreCheck.run(unfinished, CheckOptions.defaults(), listener);
        if (report.isClean()) return report;
        throw failed(
                "the new store is not clean: " + (report.complete() ? report.findings().getFirst() : "cancelled"),
                null);
    }

    /// Also when an earlier repair came as far as this: then there are two such names of one file.
    private Path quarantine() {
        for (int number = 1; ; number++) {
            Path name = store.resolveSibling(store.getFileName() + QUARANTINE + number);
            if (Files.exists(name) && isSame(name)) return name;
            if (Files.exists(name)) continue;
            Regions.name(store, name);
            return name;
        }
    }

    private boolean isSame(Path name) {
        try {
            return Files.isSameFile(name, store);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Makes something of the damaged file.
    private interface Work {
        RepairPlan run();
    }

    private static RepairPlan salvage(Path path, Work work) {
        try {
            return work.run();
        } catch (Cancelled _) {
            throw new RepairFailedException(path + ": cancelled; the file is as it was", null);
        } catch (RepairFailedException failed) {
            throw failed;
        } catch (FirnException | IndexOutOfBoundsException | IllegalStateException | InternalError fault) {
            throw new RepairFailedException(
                    path + ": it could not be saved, the file is as it was: " + fault.getMessage(), fault);
        }
    }

    private RepairFailedException failed(String why, Throwable cause) {
        return new RepairFailedException(store + ": not repaired, the file is as it was: " + why, cause);
    }
}
