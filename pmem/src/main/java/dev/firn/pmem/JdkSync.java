package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdk.nio.mapmode.ExtendedMapMode;

/// Whether the JDK makes synchronous mappings (JEP 352) in a directory.
final class JdkSync {
    private static final int BYTES = 4096;

    private JdkSync() {}

    static MapMode mode() {
        return ExtendedMapMode.READ_WRITE_SYNC;
    }

    /// Why it does not, or empty. Tried on a temporary file.
    static String refusal(Path directory) {
        Path path = TemporaryName.in(directory);
        try (Offload offload = new Offload(Offload.Whom.EVERYBODY, "probe")) {
            return offload.call(() -> tryOn(path));
        } catch (IOException | UnsupportedOperationException refused) {
            return "FileChannel.map(READ_WRITE_SYNC): " + refused.getMessage();
        } catch (LinkageError absent) {
            return "the module jdk.nio.mapmode is absent";
        }
    }

    private static String tryOn(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
                Arena arena = Arena.ofConfined()) {
            channel.map(mode(), 0, BYTES, arena);
            return "";
        }
    }
}
