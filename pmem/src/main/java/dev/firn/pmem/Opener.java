package dev.firn.pmem;

import dev.firn.pmem.Ladder.Choice;
import dev.firn.pmem.RegionOpenException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Opens and creates the files of regions on a host.
final class Opener {
    private final Host host;

    Opener(Host host) {
        this.host = host;
    }

    Region open(Path path, RegionOptions options) {
        OpenFailures.requireRegularFile(path);
        try {
            Path store = path.toRealPath();
            return options.readOnly() ? openToRead(store) : openToWrite(store, options);
        } catch (IOException failed) {
            throw OpenFailures.of(path, failed);
        }
    }

    /// Claims nothing and makes no file: also a store on a read-only medium, or one that is in use, can be looked at.
    private Region openToRead(Path store) throws IOException {
        Site site = Site.withoutProbe(host, store.getParent(), "it was opened for reading only");
        return new Builder(host, store, site).readOnly();
    }

    private Region openToWrite(Path store, RegionOptions options) throws IOException {
        Claim claim = Claim.of(host, store);
        try {
            Site site = Site.of(host, store.getParent());
            return new Builder(host, store, site).build(Ladder.choose(host, site, options), options, claim);
        } catch (IOException | RuntimeException | Error failed) {
            release(claim, failed);
            throw failed;
        }
    }

    private static void release(Claim claim, Throwable failed) {
        try {
            claim.close();
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    Region create(Path path, long size, RegionOptions options) {
        return create(path, size, options, region -> {});
    }

    Region create(Path path, long size, RegionOptions options, Consumer<Region> contents) {
        if (size < 0) throw new IllegalArgumentException("size must not be negative: " + size);
        if (options.readOnly()) throw new IllegalArgumentException("a store cannot be created readOnly");
        if (size > options.maxSize()) {
            throw new IllegalArgumentException("size %d exceeds maxSize %d".formatted(size, options.maxSize()));
        }
        try {
            Path directory = realDirectory(path);
            return createIn(directory, directory.resolve(path.getFileName()), size, options, contents);
        } catch (IOException failed) {
            throw failure(path, size, failed);
        }
    }

    private static Path realDirectory(Path path) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && Files.isDirectory(directory)) return directory.toRealPath();
        throw new RegionOpenException(
                Reason.MISSING, "the directory of %s does not exist; create it first".formatted(path), null);
    }

    private Region createIn(Path directory, Path store, long size, RegionOptions options, Consumer<Region> contents)
            throws IOException {
        if (Files.isDirectory(store)) {
            throw new RegionOpenException(
                    Reason.IS_DIRECTORY, store + " is a directory; name a file, for example inside it", null);
        }
        if (Files.exists(store)) throw new FileAlreadyExistsException(store.toString());
        Claim claim = Claim.of(host, store);
        Path unfinished = Creation.unfinished(store);
        boolean named = false;
        try {
            Site site = Site.of(host, directory);
            Choice choice = Ladder.choose(host, site, options); // refusals come before anything is made
            Creation.create(host, unfinished, size);
            write(contents, unfinished, site, choice, options);
            Creation.name(host, unfinished, store);
            named = true;
            claim.registerIdentity();
            return new Builder(host, store, site).build(choice, options, claim);
        } catch (IOException | RuntimeException | Error failed) {
            undo(claim, named ? store : unfinished, failed);
            throw failed;
        }
    }

    /// Under the other name, by a region of its own, since some back-ends come back to the name when they grow.
    private void write(Consumer<Region> contents, Path unfinished, Site site, Choice choice, RegionOptions options)
            throws IOException {
        Claim claim = Claim.of(host, unfinished);
        try (Region region = new Builder(host, unfinished, site).build(choice, options, claim)) {
            contents.accept(region);
        } finally {
            claim.abandon();
        }
    }

    private static void undo(Claim claim, Path made, Throwable failed) {
        try {
            Files.deleteIfExists(made);
            claim.abandon();
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    /// @param explanation what would be chosen
    /// @param attributes what is known of the place
    record Outlook(Explanation explanation, Attributes attributes) {}

    Outlook explain(Path path, RegionOptions options) {
        try {
            Path directory = Files.isDirectory(path) ? path.toRealPath() : realDirectory(path);
            Site site = Site.of(host, directory);
            Explanation explanation = Ladder.choose(host, site, options).explanation();
            return new Outlook(explanation, SiteAttributes.of(explanation, site));
        } catch (IOException failed) {
            throw OpenFailures.of(path, failed);
        }
    }

    private static FirnException failure(Path path, long size, IOException failed) {
        if (!NoSpace.is(failed)) return OpenFailures.of(path, failed);
        return new NoSpaceException(
                "%s could not be created, no file was left: there is no room for its %d bytes; free some space"
                        .formatted(path, size),
                failed);
    }
}
