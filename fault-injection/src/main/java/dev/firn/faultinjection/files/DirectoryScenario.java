package dev.firn.faultinjection.files;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.agent.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// A crash test of code that works on files in a directory and knows nothing of it.
///
/// The [dev.firn.faultinjection.agent.Agent] must have rewritten that code. Only one such scenario is at work in a JVM
/// at any time. Close it, or its directory stays.
///
/// @param <S> what a recovery finds; compared by `equals`
public final class DirectoryScenario<S> implements CrashScenario<S>, AutoCloseable {
    private static final int MOST_BYTES = 1 << 30;
    private static final int RUNS_FOR_NAMES = 16;

    /// Fills the directory before the test.
    @FunctionalInterface
    public interface Setup {
        void run(Path directory) throws Exception;
    }

    /// What is crashed.
    @FunctionalInterface
    public interface Workload {
        void run(Path directory, Operations operations) throws Exception;
    }

    /// Opens what a crash left and says what it found.
    @FunctionalInterface
    public interface Recovery<S> {
        S run(Path directory) throws Exception;
    }

    private final String name;
    private final Setup setup;
    private final Workload workload;
    private final Recovery<S> recovery;
    private final BiConsumer<S, Done> check;
    private final LiveFiles live;
    private final List<String> names = new ArrayList<>();
    private AddressMap addresses = new AddressMap();
    private EscapedStore escaped;
    private long runs;

    /// @param name by what people find it again, the class and method of a test; not blank
    /// @param check throws an [AssertionError] when what was found cannot be
    public DirectoryScenario(
            String name, Setup setup, Workload workload, Recovery<S> recovery, BiConsumer<S, Done> check) {
        if (name.isBlank()) throw new IllegalArgumentException("a scenario without a name");
        this.name = name;
        this.setup = setup;
        this.workload = workload;
        this.recovery = recovery;
        this.check = check;
        this.live = new LiveFiles(createRoot());
    }

    @Override
    public SimulatedRegion prepare() {
        addresses = new AddressMap();
        names.clear();
        var region = SimulatedRegion.create(0, MOST_BYTES);
        try {
            live.clear();
            setup.run(live.root());
            var recorder = new FileRecorder(live, new FlatRegion(region, addresses));
            recorder.adopt();
            recorder.end(true);
        } catch (Exception e) {
            throw new IllegalStateException("the set-up failed: " + e, e);
        }
        return region;
    }

    @Override
    public void work(SimulatedRegion region) throws Exception {
        var operations = new Operations(region, names);
        record(
                region,
                false,
                directory -> {
                    workload.run(directory, operations);
                    return null;
                });
    }

    @Override
    public S recover(SimulatedRegion region) throws Exception {
        return record(region, true, recovery);
    }

    @Override
    public void judge(S found, Progress progress) {
        check.accept(found, new Done(progress, names));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String place(long at) {
        return addresses.describe(at);
    }

    /// The first change that went unrecorded, whoever caught it on the way; null when there was none.
    public EscapedStore escaped() {
        try {
            if (!live.isUnknown()) auditNames(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escaped;
    }

    @Override
    public void close() {
        try {
            live.clear();
            Files.delete(live.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T record(SimulatedRegion region, boolean fromImage, Recovery<T> code) throws Exception {
        var flat = new FlatRegion(region, addresses);
        if (fromImage) live.become(flat);
        var recorder = new FileRecorder(live, flat);
        if (fromImage) recorder.mount();
        boolean isWell = false;
        Tracking.use(recorder);
        try {
            T found = code.run(live.root());
            recorder.end(!fromImage || ++runs % RUNS_FOR_NAMES == 0);
            isWell = true;
            return found;
        } catch (EscapedStore store) {
            if (escaped == null) escaped = store;
            throw store;
        } finally {
            Tracking.use(null);
            if (!isWell) {
                recorder.close();
                auditNames(flat);
                live.forget();
            }
        }
    }

    /// A file that came unrecorded stays for the images that follow; this finds it before anybody believes what they
    /// say.
    private void auditNames(FlatRegion flat) throws IOException {
        try {
            new Audit(live, flat).names();
        } catch (EscapedStore store) {
            if (escaped == null) escaped = store;
        }
    }

    /// In memory where there is such a file system: images are written by the million.
    private static Path createRoot() {
        var memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "firn-crash-")
                    : Files.createTempDirectory("firn-crash-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
