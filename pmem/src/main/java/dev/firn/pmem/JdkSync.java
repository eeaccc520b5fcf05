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
        String unfit = unfit(System.getProperty("java.vm.info", ""));
        return unfit.isEmpty() ? tried(directory) : unfit;
    }

    /// A JVM without its optimising compiler has no write-back routine and jumps to address 0 when asked for one: seen
    /// in JDK 25.0.3 with `-XX:TieredStopAtLevel=1`.
    static String unfit(String vmInfo) {
        boolean withoutC2 = vmInfo.contains("emulated-client") || vmInfo.contains("interpreted");
        return withoutC2 ? "this JVM runs without its optimising compiler, and then cannot write lines back" : "";
    }

    private static String tried(Path directory) {
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
        try (FileChannel channel =
                        FileChannel.open(
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
