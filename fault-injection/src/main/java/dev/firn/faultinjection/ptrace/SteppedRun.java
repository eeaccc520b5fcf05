package dev.firn.faultinjection.ptrace;

import java.util.List;

/// What was seen in one window.
///
/// @param instructions how many the thread executed
/// @param images how many different states of the medium it passed through, the first one included
/// @param fences fence instructions
/// @param writeBacks instructions that begin the write-back of a line of the image
/// @param events what the recorder believes happened
/// @param disagreements where machine and recorder differ; empty when every image between two instructions is one that
///     the recorded trace allows
public record SteppedRun(
        long instructions, int images, int fences, int writeBacks, int events, List<String> disagreements) {
    public SteppedRun {
        disagreements = List.copyOf(disagreements);
    }

    public boolean agrees() {
        return disagreements.isEmpty();
    }

    /// In a sentence.
    public String sentence() {
        return "%,d instructions, %d images, %d write-backs, %d fences, %d recorded events: %s"
                .formatted(
                        instructions,
                        images,
                        writeBacks,
                        fences,
                        events,
                        agrees() ? "all images are in the recorded set" : String.join("; ", disagreements));
    }
}
