package dev.firn.pmem;

import dev.firn.pmem.Ladder.Choice;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import dev.firn.pmem.stub.LineOps;
import dev.firn.pmem.stub.Stubs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;

/// Puts a region together: the file, a mapping, and what the chosen back-end does with them.
final class Builder {
    private static final int READ = Flags.PROT_READ;
    private static final int READ_WRITE = Flags.PROT_READ | Flags.PROT_WRITE;
    private static final int SHARED = Flags.MAP_SHARED;
    private static final int SYNC = Flags.MAP_SHARED_VALIDATE | Flags.MAP_SYNC;

    private final Host host;
    private final Path store;
    private final Site site;

    Builder(Host host, Path store, Site site) {
        this.host = host;
        this.store = store;
        this.site = site;
    }

    Region build(Choice choice, RegionOptions options, Claim claim) throws IOException {
        return switch (choice.backend()) {
            case CLWB -> byLines(choice, options, claim, host.stub().get(), SYNC);
            case LIBPMEM2 -> byLines(choice, options, claim, host.libpmem2().get(), SYNC);
            case EMULATED -> byLines(choice, options, claim, host.stub().get(), SHARED);
            case FDATASYNC -> byCalls(choice, options, claim);
            case MSYNC -> byMsync(choice, options, claim);
            case JDK -> new ForceRegion(withDurableLength(byChannel(choice, options, claim, JdkSync.mode())));
            case CHANNEL -> new PwriteRegion(byChannel(choice, options, claim, MapMode.READ_ONLY));
            case NIL -> new NilRegion(byChannel(choice, options, claim, MapMode.READ_WRITE));
        };
    }

    /// A store through a mapping into a hole asks the file system for a block, and a full one answers with a fault: so
    /// whatever stores through a mapping first gives the file all its blocks.
    private Region byLines(Choice choice, RegionOptions options, Claim claim, Stubs.Outcome outcome, int flags)
            throws IOException {
        LineOps ops = ready(outcome);
        PosixFile file = openFile(StoreFile.Mode.WRITE, offload(Offload.Whom.VIRTUAL));
        try {
            Holes.fill(sys(), file);
            file.syncAll(); // see withDurableLength
            ReservedMapping mapping = reserve(file, options, READ_WRITE, flags);
            return new LineRegion(opened(choice.explanation(), options, claim, file, mapping), mapping, ops);
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    private Region byMsync(Choice choice, RegionOptions options, Claim claim) throws IOException {
        Offload offload = offload(Offload.Whom.VIRTUAL);
        PosixFile file = openFile(StoreFile.Mode.WRITE, offload);
        try {
            Holes.fill(sys(), file);
            file.syncAll(); // see withDurableLength
            ReservedMapping mapping = reserve(file, options, READ_WRITE, SHARED);
            return new MsyncRegion(
                    opened(choice.explanation(), options, claim, file, mapping), mapping, sys(), offload);
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    private Region byCalls(Choice choice, RegionOptions options, Claim claim) throws IOException {
        PosixFile file = openFile(StoreFile.Mode.WRITE, offload(Offload.Whom.VIRTUAL));
        try {
            ReservedMapping mapping = reserve(file, options, READ, SHARED);
            return new PwriteRegion(opened(choice.explanation(), options, claim, file, mapping));
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    private Opened byChannel(Choice choice, RegionOptions options, Claim claim, MapMode mode) throws IOException {
        Offload offload = offload(Offload.Whom.EVERYBODY);
        ChannelFile file = ChannelFile.open(store, StoreFile.Mode.WRITE, offload);
        try {
            JdkMapping mapping = JdkMapping.map(store, mode, file.size(), offload);
            return opened(choice.explanation(), options, claim, file, mapping);
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    /// Whoever was killed while the file grew may have left it longer than the medium knows, and where bytes are made
    /// durable through a mapping nothing says so of the length later: a power cut would take away what had been served.
    private static Opened withDurableLength(Opened opened) throws IOException {
        try {
            opened.file().syncAll();
            return opened;
        } catch (IOException | RuntimeException | Error failed) {
            opened.mapping().close();
            opened.file().close();
            throw failed;
        }
    }

    Region readOnly() throws IOException {
        Offload offload = offload(Offload.Whom.EVERYBODY);
        ChannelFile file = ChannelFile.open(store, StoreFile.Mode.READ, offload);
        try {
            JdkMapping mapping = JdkMapping.map(store, MapMode.READ_ONLY, file.size(), offload);
            Explanation explanation =
                    new Explanation(
                            Backend.CHANNEL.spelling(),
                            Granularity.PAGE,
                            !site.device().inMemory(),
                            "opened for reading only, nothing is written",
                            List.of());
            return new ReadOnlyRegion(opened(explanation, RegionOptions.defaults(), () -> {}, file, mapping));
        } catch (IOException | RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    private PosixFile openFile(StoreFile.Mode mode, Offload offload) throws IOException {
        return PosixFile.open(sys(), store, mode, offload);
    }

    private ReservedMapping reserve(PosixFile file, RegionOptions options, int protection, int flags)
            throws IOException {
        return ReservedMapping.map(sys(), file.fd(), file.size(), options.maxSize(), protection, flags);
    }

    private Opened opened(
            Explanation explanation, RegionOptions options, Closeable claim, StoreFile file, Mapping mapping) {
        return new Opened(
                store.toString(),
                file,
                mapping,
                claim,
                mapping.bytes().byteSize(),
                options.maxSize(),
                explanation,
                SiteAttributes.of(explanation, site));
    }

    private Offload offload(Offload.Whom whom) {
        return new Offload(whom, String.valueOf(store.getFileName()));
    }

    private Sys sys() {
        return switch (host.libc()) {
            case Host.Reach.Granted(Sys sys) -> sys;
            case Host.Reach.Denied(String why) -> throw new IllegalStateException(why);
        };
    }

    private static LineOps ready(Stubs.Outcome outcome) {
        return switch (outcome) {
            case Stubs.Outcome.Ready(LineOps ops) -> ops;
            case Stubs.Outcome.Refused(String why) -> throw new IllegalStateException(why);
        };
    }
}
