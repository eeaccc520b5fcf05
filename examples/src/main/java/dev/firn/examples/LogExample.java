package dev.firn.examples;

import dev.firn.log.EntryCursor;
import dev.firn.log.EntryLog;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// The log alone: a queue of messages between a producer and a consumer that survives them both.
///
/// `append` returns when the message is durable, with one fence or sync. The consumer follows; what it has dealt with
/// is trimmed, so the log runs for ever in the same few segments.
///
/// Run it with a file: `LogExample messages.log`.
public final class LogExample {
    private static final LogOptions OPTIONS = LogOptions.defaults().withSegmentBytes(64 << 10);
    private static final int MESSAGES = 10_000;
    private static final int TRIM_EVERY = 500;
    private static final int MAX_UNTAKEN = 2000;

    private LogExample() {}

    public static void main(String[] args) throws InterruptedException {
        Path file = Path.of(args[0]);
        try (Region region =
                Files.exists(file)
                        ? Regions.open(file, RegionOptions.defaults())
                        : Regions.create(file, 1 << 20, RegionOptions.defaults())) {
            long last = run(region);
            System.out.printf("%,d messages sent and taken; the last one is at byte %,d%n", MESSAGES, last);
            System.out.println(region.explain().sentence());
        }
    }

    /// Sends and takes [#MESSAGES] messages; returns the address of the last one.
    static long run(Region region) throws InterruptedException {
        if (Recovery.isBlank(region)) Log.format(region, OPTIONS);
        try (Log log = Recovery.open(region, OPTIONS).log()) {
            var messages = new EntryLog(log);
            var room = new Semaphore(MAX_UNTAKEN);
            byte[] goodbye = bytes("goodbye " + UUID.randomUUID()); // Older ones are still in the log.
            var producer = Thread.ofVirtual().start(() -> produce(messages, room, goodbye));
            long last = consume(messages, room, goodbye);
            producer.join();
            return last;
        }
    }

    private static void produce(EntryLog messages, Semaphore room, byte[] goodbye) {
        for (int i = 1; i <= MESSAGES; i++) {
            room.acquireUninterruptibly();
            messages.append(MemorySegment.ofArray(bytes("message " + i)));
        }
        messages.append(MemorySegment.ofArray(goodbye));
    }

    private static long consume(EntryLog messages, Semaphore room, byte[] goodbye) {
        EntryCursor cursor = messages.follow();
        for (int taken = 1; cursor.await(Duration.ofSeconds(30)); taken++) {
            room.release();
            if (Arrays.equals(cursor.entry(), goodbye)) {
                messages.trim(cursor.address());
                return cursor.address();
            }
            if (taken % TRIM_EVERY == 0) messages.trim(cursor.address());
        }
        throw new IllegalStateException("the producer has stopped");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
