package dev.firn.cli.transfer;

import dev.firn.cli.Json;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.Store;
import dev.firn.heap.check.RawCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// Writes a store as lines of text, as of one moment. What it holds in memory does not grow with the store.
public final class Exporter {
    static final String NOTHING = "null";

    private final Store store;
    private final Writer out;
    private final LongConsumer progress;
    private final CRC32C crc = new CRC32C();
    private long entries;

    private Exporter(Store store, Writer out, LongConsumer progress) {
        this.store = store;
        this.out = out;
        this.progress = progress;
    }

    /// Writes all collections of `store`, or those that `wanted` names. Returns the number of entries.
    ///
    /// @param progress gets the number of entries so far
    /// @throws UncheckedIOException when `out` fails
    public static long write(Store store, List<CollectionInfo> wanted, Writer out, LongConsumer progress) {
        return store.read(() -> new Exporter(store, out, progress).write(wanted));
    }

    private long write(List<CollectionInfo> wanted) {
        line(new Header(wanted).line());
        for (int number = 0; number < wanted.size(); number++) collection(number, wanted.get(number));
        var end = Map.of("end", Map.of("entries", entries, "crc32c", "%08x".formatted(crc.getValue())));
        line(Json.line(end));
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private void collection(int number, CollectionInfo info) {
        var keys = new RawCodec(info.keySchema());
        var values = new RawCodec(info.valueSchema());
        var keyForm = Form.of(info.keySchema());
        var valueForm = Form.of(info.valueSchema());
        switch (info.kind()) {
            case MAP ->
                    store.map(info.name(), keys, values)
                            .forEach((key, value) -> entry(number, keyForm.text(key), valueForm.text(value)));
            case SORTED_MAP ->
                    store.sortedMap(info.name(), keys, values)
                            .forEach((key, value) -> entry(number, keyForm.text(key), valueForm.text(value)));
            case REF ->
                    store.ref(info.name(), values)
                            .get()
                            .ifPresent(value -> entry(number, NOTHING, valueForm.text(value)));
        }
    }

    private void entry(int number, String key, String value) {
        line("[" + number + "," + key + "," + value + "]");
        progress.accept(++entries);
    }

    private void line(String text) {
        try {
            crc.update(text.getBytes(StandardCharsets.UTF_8));
            crc.update('\n');
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
