import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// Opens golden stores with the classes of an older version, which are on the class path, and says what that does:
/// `docs/changing-the-format.md` has the commands. Not compiled by the build.
class OlderReader {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            byte[] bytes;
            try (var in = new GZIPInputStream(Files.newInputStream(Path.of(file)))) {
                bytes = in.readAllBytes();
            }
            byte[] before = bytes.clone();
            String readOnly = opening(bytes, true);
            String changed = Arrays.equals(bytes, before) ? "" : " AND CHANGED BYTES";
            System.out.printf("%s%n  read-only: %s%s%n", Path.of(file).getFileName(), readOnly, changed);
            String writing = opening(bytes, false);
            System.out.printf("  to write:  %s%s%n", writing, Arrays.equals(bytes, before) ? ", no byte changed" : "");
            if (!Arrays.equals(bytes, before)) System.out.printf("  again:     %s%n", opening(bytes, false));
        }
    }

    private static String opening(byte[] bytes, boolean readOnly) {
        var options = StoreOptions.defaults().withSegmentBytes(4096).withReadOnly(readOnly);
        try (var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), options)) {
            return "opens, %d collections".formatted(store.collections().size());
        } catch (Exception | Error refused) {
            return refused.toString();
        }
    }
}
