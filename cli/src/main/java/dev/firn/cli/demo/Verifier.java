package dev.firn.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares a store with what it must hold.
final class Verifier {
    private static final int SHOWN = 10;

    private Verifier() {}

    /// What is wrong with `store`: nothing, when it holds exactly the documents in `model`, or those and all of
    /// `inFlight`, which is then added to the model.
    static List<String> losses(WordStore store, Model model, Optional<Document> inFlight) {
        var losses = new ArrayList<String>();
        long done = store.done();
        if (inFlight.isPresent() && done == inFlight.get().number()) model.add(inFlight.get());
        if (done != model.done()) {
            losses.add(
                    "the last file in the store is number %d, but number %d was the last one acknowledged"
                            .formatted(done, model.done()));
        }
        var differences = model.differences(store.copy());
        differences.entrySet().stream()
                .limit(SHOWN)
                .forEach(entry -> losses.add(describe(entry.getKey(), entry.getValue())));
        if (differences.size() > SHOWN) losses.add("... and %d more words".formatted(differences.size() - SHOWN));
        return losses;
    }

    private static String describe(String word, Model.Difference difference) {
        return "the word '%s' was counted %d times in acknowledged files, the store says %d"
                .formatted(word, difference.expected(), difference.found());
    }
}
