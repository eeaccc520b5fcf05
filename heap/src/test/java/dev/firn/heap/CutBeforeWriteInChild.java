package dev.firn.heap;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts numbers into a store whose writes are machine code, cuts the file behind the last commit, and goes on: the write
/// that crosses the cut ends the process. Each acknowledged number is printed first.
final class CutBeforeWriteInChild {
    private static final int PAGE = 4096;

    private CutBeforeWriteInChild() {}

    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[0]);
        var options = StoreOptions.defaults().withSegmentBytes(64 << 10).withBackend("emulated");
        var store = Store.open(file, options);
        var map = GoldenStoreTest.map(store);
        for (long number = 0; number < 1_000; number++) {
            if (number == 30) cutBehindWhatIsThere(file);
            map.put("key " + number, number);
            System.out.println("acknowledged " + number);
        }
    }

    private static void cutBehindWhatIsThere(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) end--;
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength((end + PAGE - 1) & -PAGE);
        }
    }
}
