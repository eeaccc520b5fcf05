package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashPath;
import dev.firn.faultinjection.CrashedRun;
import java.util.BitSet;
import java.util.Objects;

/// One crash of a replay file.
///
/// @param event the events before this one had happened
/// @param model the name of the persistency model
/// @param words how many word stores were pending
/// @param lost which of them were lost, counted from 0, oldest first
/// @param garbage which of them hold neither what was nor what was stored; most models know of none
/// @param traceHash of the run that it ended
public record ReplayCrash(int event, String model, int words, BitSet lost, BitSet garbage, long traceHash) {
    public ReplayCrash {
        Objects.requireNonNull(model, "model");
        if (event < 0) throw new IllegalArgumentException("event " + event);
        if (words < 0 || words > IndexRanges.LARGEST) throw new IllegalArgumentException(words + " words");
        if (lost.length() > words) throw new IllegalArgumentException("word " + (lost.length() - 1) + " of " + words);
        if (garbage.length() > words) throw new IllegalArgumentException("word " + (garbage.length() - 1) + " of " + words);
        lost = (BitSet) lost.clone();
        garbage = (BitSet) garbage.clone();
    }

    static ReplayCrash of(CrashedRun run) {
        var pending = run.pending();
        var lost = new BitSet();
        var garbage = new BitSet();
        for (int word = 0; word < pending.size(); word++) {
            lost.set(word, !pending.get(word).survived());
            garbage.set(word, pending.get(word).garbage());
        }
        return new ReplayCrash(run.event(), run.model(), pending.size(), lost, garbage, run.trace().hash());
    }

    @Override
    public BitSet lost() {
        return (BitSet) lost.clone();
    }

    @Override
    public BitSet garbage() {
        return (BitSet) garbage.clone();
    }

    /// In the words of [dev.firn.faultinjection.CrashFailure#path].
    String path() {
        var survivors = lost();
        survivors.flip(0, words);
        garbage.stream().forEach(word -> survivors.set(words + word));
        return new CrashPath(event, model, survivors).text();
    }
}
