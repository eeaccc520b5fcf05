package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.pmem.FirnException;
import dev.firn.recovery.RecoveryReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads everything in a store, which recovery has accepted, and notes what is wrong with it.
final class StoreCheck {
    private final Store store;
    private final List<String> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    StoreCheck(Store store) {
        this.store = store;
    }

    void run() {
        recovery(store.recovery());
        store.badRanges().forEach(bad -> errors.add("the medium is known to be bad at " + bad));
        for (var info : store.collections()) {
            var collection = Collection.of(info);
            try {
                store.read(() -> collection(collection));
            } catch (FirnException e) {
                errors.add("collection \"%s\": %s".formatted(info.name(), Errors.oneLine(e.getMessage())));
            }
        }
    }

    List<String> errors() {
        return errors;
    }

    List<String> notes() {
        return notes;
    }

    private void recovery(RecoveryReport report) {
        notes.add(
                format(
                        "%,d frames with %,d records in %d of %d segments: every checksum holds",
                        report.frames(), report.records(), report.segmentsRead(), report.segments()));
        notes.add(report.closedInOrder() ? "closed in order" : "not closed in order: in use, or it was killed");
        for (var end : report.breaks()) {
            notes.add(
                    format(
                            "head %d ends in segment %d at byte %d: %s",
                            end.head(), end.segment(), end.offset(), end.why()));
        }
    }

    private void collection(Collection collection) {
        switch (collection.info().kind()) {
            case MAP, SORTED_MAP -> entries(collection);
            case REF -> store.ref(collection.info().name(), collection.values()).get();
        }
        notes.add("\"%s\" (%s)".formatted(collection.info().name(), collection.type()));
    }

    private void entries(Collection collection) {
        String name = collection.info().name();
        var map = collection.map(store);
        long count = 0;
        byte[] before = null;
        for (var entry : map.entrySet()) {
            byte[] key = collection.keys().encode(entry.getKey());
            if (before != null && Arrays.compareUnsigned(before, key) >= 0) {
                errors.add("collection \"%s\": entry %d is not behind the one before it".formatted(name, count));
            }
            if (!entry.getValue().equals(map.get(entry.getKey()))) {
                errors.add("collection \"%s\": entry %d cannot be found by its key".formatted(name, count));
            }
            before = key;
            count++;
        }
        if (count != map.size()) {
            errors.add("collection \"%s\" has %d entries, but says it has %d".formatted(name, count, map.size()));
        }
    }

    private static String format(String text, Object... arguments) {
        return String.format(Locale.ROOT, text, arguments);
    }
}
