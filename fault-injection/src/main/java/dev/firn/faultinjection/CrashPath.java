package dev.firn.faultinjection;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One crash as text: `event/MODEL/survivors`; crashes of recoveries follow after `>`.
///
/// @param event the crash came before this event of its run
/// @param model the name of the model
/// @param survivors of the words that were pending, oldest first, those that survived, as bits in hex; bits behind
///     them, counted in the same way, are words that held garbage
public record CrashPath(int event, String model, BitSet survivors) {
    private static final int MOST_NAMED = 12;

    static CrashPath of(int event, PersistencyModel model, Units units, long[] choice) {
        var survivors = new BitSet();
        int count = units.pending().count();
        for (int store = 0; store < count; store++) survivors.set(store, units.survives(store, choice));
        for (int unit = 0; unit < units.count(); unit++) {
            if (units.isGarbage(unit, choice[unit])) survivors.set(count + units.store(unit, 0));
        }
        return new CrashPath(event, model.name(), survivors);
    }

    /// Reads what [#text] wrote.
    public static CrashPath parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) throw new IllegalArgumentException("not event/MODEL/survivors: " + text);
        return new CrashPath(
                Integer.parseInt(parts[0]), parts[1], BitSet.valueOf(HexFormat.of().parseHex(parts[2])));
    }

    /// In one line.
    public String text() {
        return event + "/" + model + "/" + HexFormat.of().formatHex(survivors.toByteArray());
    }

    /// Puts what survived into an image at whose crash point `pending` is.
    void apply(Pending pending, Image image) {
        for (int store = 0; store < pending.count(); store++) {
            if (survivors.get(store)) image.put(pending.word(store), pending.value(store));
            if (survivors.get(pending.count() + store)) image.put(pending.word(store), Units.garbage(pending, store));
        }
    }

    /// For people: where it happened and what was lost.
    String describe(Trace trace, Pending pending, long seed, LongFunction<String> place) {
        int[] lost = IntStream.range(0, pending.count()).filter(store -> !survivors.get(store)).toArray();
        String named =
                IntStream.of(lost)
                        .limit(MOST_NAMED)
                        .mapToObj(store -> named(trace, pending, store, place))
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

    private String named(Trace trace, Pending pending, int store, LongFunction<String> place) {
        return "  %s of event %d, %s%s"
                .formatted(
                        place.apply(pending.word(store) * 8L),
                        pending.event(store),
                        trace.describe(pending.event(store)),
                        survivors.get(pending.count() + store) ? ", garbage" : "");
    }
}
