package dev.firn.examples.vm;

import dev.firn.pmem.Explanation;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a machine with persistent memory is asked to do: small commits to a region, and to say what it found.
/// It answers in lines on its standard output, which whoever runs it keeps when the machine loses power.
///
///     explain FILE        how the region is made durable, and why
///     commit FILE COUNT   that many commits between the lines `commits begin` and `commits end`
///     resume FILE         `found N`, then commits from N on, each followed by `ack N`, until the power goes
///     count FILE          `found N`
public final class DaxCheck {
    private static final long REGION_BYTES = 16 << 20;

    private DaxCheck() {}

    public static void main(String[] args) {
        Path file = Path.of(args[1]);
        try (Region region = openOrCreate(file)) {
            Stamps stamps = new Stamps(region);
            switch (args[0]) {
                case "explain" -> explain(region.explain());
                case "commit" -> commit(stamps, Long.parseLong(args[2]));
                case "resume" -> resume(stamps);
                case "count" -> found(stamps);
                default -> throw new IllegalArgumentException("no such check: " + args[0]);
            }
        }
    }

    private static Region openOrCreate(Path file) {
        RegionOptions options = RegionOptions.defaults();
        return Files.exists(file) ? Regions.open(file, options) : Regions.create(file, REGION_BYTES, options);
    }

    private static void explain(Explanation explanation) {
        System.out.println("granularity " + explanation.granularity());
        System.out.println("durable " + explanation.durable());
        System.out.println("because " + explanation.sentence());
    }

    private static void commit(Stamps stamps, long count) {
        System.out.println("commits begin");
        for (long i = 0; i < count; i++) stamps.commit(i);
        System.out.println("commits end");
    }

    private static long found(Stamps stamps) {
        long found = stamps.count();
        // The last line before a power cut may have no end.
        System.out.println("\nfound " + found);
        return found;
    }

    private static void resume(Stamps stamps) {
        for (long next = found(stamps); next < stamps.capacity(); next++) {
            stamps.commit(next);
            System.out.println("ack " + next);
        }
    }
}
