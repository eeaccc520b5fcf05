package dev.firn.pmem;

import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Cuts a store's file under an open region and uses the region: in a process of its own, since it may be killed.
final class TruncatedInChild {
    private TruncatedInChild() {}

    public static void main(String[] arguments) throws Exception {
        Path store = Path.of(arguments[0]);
        String backend = arguments[1];
        boolean hot = arguments[2].equals("hot");
        try (Region region = Regions.create(store, 64 << 10, RegionOptions.defaults().withBackend(backend))) {
            if (hot) for (int i = 0; i < 300; i++) warm(region.view());
            try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
                file.setLength(32 << 10);
            }
            report("copy", () -> region.view().copyTo(40 << 10, MemorySegment.ofArray(new byte[9000]), 0, 9000));
            report("get", () -> region.view().getLong(48 << 10));
            report("acquire", () -> region.view().getLongAcquire(48 << 10));
            report("loop", () -> sum(region.view(), 0, 64 << 10));
            report("before", () -> region.view().getLong(0));
            report("write", () -> region.write(0, MemorySegment.ofArray(new byte[8]), 0, 8));
        }
    }

    private static long warm(View view) {
        MemorySegment target = MemorySegment.ofArray(new byte[9000]);
        for (int i = 0; i < 100; i++) view.copyTo(i, target, 0, 9000);
        for (int i = 0; i < 100; i++) view.getLongAcquire(i * 8L);
        return sum(view, 0, 32 << 10);
    }

    private static long sum(View view, long from, long to) {
        long sum = 0;
        for (long at = from; at < to; at += Long.BYTES) sum += view.getLong(at);
        return sum;
    }

    private static void report(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": fine");
        } catch (MediumFaultException fault) {
            System.out.printf("%s: fault at %d of %d%n", what, fault.at(), fault.length());
        } catch (Throwable other) {
            System.out.println(what + ": " + other.getClass().getSimpleName());
        }
    }
}
