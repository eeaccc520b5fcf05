package dev.firn.pmem;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a file, by a back-end of a given name.
abstract class FileRegionContract extends RegionContract {
    private final String backend;

    @TempDir private Path directory;

    FileRegionContract(String backend) {
        this.backend = backend;
    }

    Host host() {
        return Host.system();
    }

    @Override
    protected Region create(long size) {
        RegionOptions options = RegionOptions.defaults().withBackend(backend);
        return new Opener(host()).create(directory.resolve("store"), size, options);
    }
}
