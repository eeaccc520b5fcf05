package dev.firn.faultinjection;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One crash as text: `event/MODEL/survivors`, the survivors as bits in hex; crashes of recoveries follow after `>`.
record CrashPath(int event, CrashModel model, BitSet survivors) {
    private static final int MOST_NAMED = 12;

    static CrashPath of(int event, CrashModel model, Rows rows, int[] choice) {
        var survivors = new BitSet();
        for (int store = 0; store < rows.pending().count(); store++) {
            survivors.set(store, rows.survives(store, choice));
        }
        return new CrashPath(event, model, survivors);
    }

    static CrashPath parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) throw new IllegalArgumentException("not event/MODEL/survivors: " + text);
        return new CrashPath(
                Integer.parseInt(parts[0]),
                CrashModel.valueOf(parts[1]),
                BitSet.valueOf(HexFormat.of().parseHex(parts[2])));
    }

    String text() {
        return event + "/" + model + "/" + HexFormat.of().formatHex(survivors.toByteArray());
    }

    /// For people: where it happened and what was lost.
    String describe(Trace trace, Pending pending, long seed, LongFunction<String> place) {
        int[] lost = IntStream.range(0, pending.count()).filter(store -> !survivors.get(store)).toArray();
        String named =
                IntStream.of(lost)
                        .limit(MOST_NAMED)
                        .mapToObj(store ->
                                "  %s of event %d, %s"
                                        .formatted(
                                                place.apply(pending.word(store) * 8L),
                                                pending.event(store),
                                                trace.describe(pending.event(store))))
                        .collect(Collectors.joining("\n"));
        return "crash before event %d of %d (%s), model %s, seed %d, %d of %d pending words lost%s"
                .formatted(
                        event,
                        trace.size(),
                        trace.describe(event),
                        model,
                        seed,
                        lost.length,
                        pending.count(),
                        lost.length == 0 ? "" : ":\n" + named + (lost.length > MOST_NAMED ? "\n  ..." : ""));
    }
}
