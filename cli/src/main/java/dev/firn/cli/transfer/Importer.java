package dev.firn.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.FailedException;
import dev.firn.cli.Json;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.DurableMap;
import dev.firn.heap.DurableRef;
import dev.firn.heap.Store;
import dev.firn.heap.check.RawCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// Reads the lines of an export into a store, many entries a commit.
public final class Importer {
    private static final int BATCH_ENTRIES = 1000;
    private static final long BATCH_BYTES = 1 << 20;

    private final Store store;
    private final BufferedReader in;
    private final LongConsumer progress;
    private final CRC32C crc = new CRC32C();
    private final List<Target> targets = new ArrayList<>();
    private final List<Runnable> batch = new ArrayList<>();
    private long batchBytes;
    private long lines;
    private long entries;

    private Importer(Store store, BufferedReader in, LongConsumer progress) {
        this.store = store;
        this.in = in;
        this.progress = progress;
    }

    /// A collection that entries go to; one of `map` and `ref` is null.
    private record Target(Form keys, Form values, DurableMap<byte[], byte[]> map, DurableRef<byte[]> ref) {
        static Target of(Store store, CollectionInfo info) {
            var keys = new RawCodec(info.keySchema());
            var values = new RawCodec(info.valueSchema());
            var keyForm = Form.of(info.keySchema());
            var valueForm = Form.of(info.valueSchema());
            return switch (info.kind()) {
                case MAP -> new Target(keyForm, valueForm, store.map(info.name(), keys, values), null);
                case SORTED_MAP -> new Target(keyForm, valueForm, store.sortedMap(info.name(), keys, values), null);
                case REF -> new Target(keyForm, valueForm, null, store.ref(info.name(), values));
            };
        }
    }

    /// Reads all lines; what is there under the same keys is replaced. Returns the number of entries.
    ///
    /// @param progress gets the number of entries so far
    /// @throws FailedException when a line is none of an export, or some are missing; entries before it are stored
    /// @throws UncheckedIOException when `in` fails
    public static long read(Store store, BufferedReader in, LongConsumer progress) {
        return new Importer(store, in, progress).read();
    }

    private long read() {
        String first = line();
        var header = Header.parse(first);
        count(first);
        for (var info : header.collections()) targets.add(Target.of(store, info));
        while (true) {
            String line = line();
            if (line == null) throw new FailedException("the export ends in line %d, without its end".formatted(lines));
            var node = parse(line);
            if (node.isObject()) {
                commit();
                requireEnd(node);
                return entries;
            }
            count(line);
            take(node, line.length());
        }
    }

    private void take(JsonNode node, int bytes) {
        if (!node.isArray()
                || node.size() != 3
                || !node.get(0).isInt()
                || node.get(0).asInt() >= targets.size()
                || node.get(0).asInt() < 0) {
            throw wrong("expected [collection,key,value]", null);
        }
        var target = targets.get(node.get(0).asInt());
        try {
            byte[] value = target.values().bytes(node.get(2));
            if (target.ref() != null) batch.add(() -> target.ref().set(value));
            else put(target, target.keys().bytes(node.get(1)), value);
        } catch (FailedException e) {
            throw wrong(e.getMessage(), e);
        }
        batchBytes += bytes;
        progress.accept(++entries);
        if (batch.size() == BATCH_ENTRIES || batchBytes >= BATCH_BYTES) commit();
    }

    private void put(Target target, byte[] key, byte[] value) {
        batch.add(() -> target.map().put(key, value));
    }

    private void commit() {
        if (!batch.isEmpty()) store.transact(() -> batch.forEach(Runnable::run));
        batch.clear();
        batchBytes = 0;
    }

    private void requireEnd(JsonNode node) {
        long expected = node.path("end").path("entries").asLong(-1);
        String sum = node.path("end").path("crc32c").asText();
        if (expected != entries || !sum.equals("%08x".formatted(crc.getValue()))) {
            throw wrong(
                    "the end says %d entries and %s, read were %d and %08x"
                            .formatted(expected, sum, entries, crc.getValue()),
                    null);
        }
        if (line() != null) throw wrong("expected nothing behind the end", null);
    }

    private JsonNode parse(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw wrong("no JSON", e);
        }
    }

    private FailedException wrong(String what, Throwable cause) {
        return new FailedException("line %d of the export: %s".formatted(lines, what), cause);
    }

    private void count(String line) {
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        crc.update('\n');
    }

    private String line() {
        try {
            lines++;
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
