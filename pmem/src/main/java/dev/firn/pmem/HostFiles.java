package dev.firn.pmem;

import java.io.IOException;
import java.nio.file.Path;

/// Opens a file the way the host allows.
final class HostFiles {
    private HostFiles() {}

    static StoreFile open(Host host, Path path, StoreFile.Mode mode) throws IOException {
        String name = String.valueOf(path.getFileName());
        return switch (host.libc()) {
            case Host.Reach.Granted(var sys) ->
                    PosixFile.open(sys, path, mode, new Offload(Offload.Whom.VIRTUAL, name));
            case Host.Reach.Denied _ -> ChannelFile.open(path, mode, new Offload(Offload.Whom.EVERYBODY, name));
        };
    }
}
