package dev.firn.faultinjection;

import java.util.List;

/// How far the search goes. Immutable: each `with...` returns a changed copy.
///
/// @param models tried one after the other at every crash point
/// @param exhaustive up to this many choices at a crash point all are tried
/// @param prefixes where there are more: at most this many cuts in program order
/// @param singles at most this many rows that are lost or kept alone
/// @param random so many choices drawn at random
/// @param seed of the random choices
/// @param nested how often recovery itself is crashed, one inside the other
/// @param recoverTwice whether every recovered image is recovered again, with the same outcome
public record CrashOptions(
        List<CrashModel> models,
        int exhaustive,
        int prefixes,
        int singles,
        int random,
        long seed,
        int nested,
        boolean recoverTwice) {
    public CrashOptions {
        models = List.copyOf(models);
    }

    /// The Java and page-cache models, depth 1, some hundred images at a crash point.
    public static CrashOptions defaults() {
        return new CrashOptions(
                List.of(CrashModel.JAVA, CrashModel.PX86, CrashModel.PAGECACHE), 256, 64, 64, 16, 1, 1, true);
    }

    public CrashOptions withModels(CrashModel... value) {
        return new CrashOptions(List.of(value), exhaustive, prefixes, singles, random, seed, nested, recoverTwice);
    }

    public CrashOptions withExhaustive(int value) {
        return new CrashOptions(models, value, prefixes, singles, random, seed, nested, recoverTwice);
    }

    public CrashOptions withCuts(int newPrefixes, int newSingles) {
        return new CrashOptions(models, exhaustive, newPrefixes, newSingles, random, seed, nested, recoverTwice);
    }

    public CrashOptions withRandom(int value, long newSeed) {
        return new CrashOptions(models, exhaustive, prefixes, singles, value, newSeed, nested, recoverTwice);
    }

    public CrashOptions withNested(int value) {
        return new CrashOptions(models, exhaustive, prefixes, singles, random, seed, value, recoverTwice);
    }

    public CrashOptions withRecoverTwice(boolean value) {
        return new CrashOptions(models, exhaustive, prefixes, singles, random, seed, nested, value);
    }

    /// For the crashes of a recovery: the same ladder with fewer steps.
    CrashOptions inner() {
        return new CrashOptions(
                models,
                Math.min(exhaustive, 64),
                Math.min(prefixes, 16),
                Math.min(singles, 8),
                Math.min(random, 2),
                seed,
                nested - 1,
                false);
    }
}
