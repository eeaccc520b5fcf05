package dev.firn.bench.space;

import dev.firn.bench.space.Traffic.Kind;
import java.util.List;

/// What a simulator of our own gave for known policies, before the store was written: the figures to come close to. Same sizes:
/// 2048 segments of 128 records, 7 volumes to warm up and 5 measured.
enum Reference {
    ZIPF(
            Kind.ZIPF,
            "| Zipf 0.99 | reference: greedy, one log | 2.70 | 3.93 | 7.46 | 14.0 |",
            "| Zipf 0.99 | reference: SepBIT, six classes, cost-benefit | 1.47 | 1.84 | 3.02 | 5.61 |",
            "| Zipf 0.99 | reference: ten interval classes, declining cost | 1.39 | 1.71 | 2.70 | 4.87 |",
            "| Zipf 0.99 | reference: ten classes by the true frequency | 1.27 | 1.54 | 2.40 | 4.35 |"),
    HOT_80_20(
            Kind.HOT_80_20,
            "| 80/20 | reference: greedy, one log | 2.19 | 3.01 | 5.45 | 10.2 |",
            "| 80/20 | reference: six interval classes, declining cost | 1.61 | 2.18 | 3.97 | 7.70 |",
            "| 80/20 | reference: two classes by the true frequency | 1.49 | 1.99 | 3.55 | 6.64 |"),
    HOT_90_10(
            Kind.HOT_90_10,
            "| 90/10 | reference: greedy, one log | 2.58 | 3.53 | 6.11 | 10.9 |",
            "| 90/10 | reference: six interval classes, declining cost | 1.25 | 1.53 | 2.49 | 4.53 |",
            "| 90/10 | reference: two classes by the true frequency | 1.22 | 1.49 | 2.36 | 4.14 |"),
    UNIFORM(
            Kind.UNIFORM,
            "| uniform | reference: greedy, one log | 1.86 | 2.67 | 5.08 | 9.79 |",
            "| uniform | reference: six interval classes, declining cost | 1.95 | 2.87 | 5.74 | 11.6 |");

    final Kind kind;
    private final List<String> rows;

    Reference(Kind kind, String... rows) {
        this.kind = kind;
        this.rows = List.of(rows);
    }

    List<String> rows() {
        return rows;
    }

    static String name(Kind kind) {
        return switch (kind) {
            case ZIPF -> "Zipf 0.99";
            case HOT_80_20 -> "80/20";
            case HOT_90_10 -> "90/10";
            case HOT_60_40 -> "60/40";
            case HALF_STATIC -> "half static";
            case UNIFORM -> "uniform";
        };
    }
}
