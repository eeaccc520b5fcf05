package dev.firn.faultinjection;

import java.util.Arrays;

/// One run on a simulated region: what was durable before it, and all that happened.
///
/// @param before the bytes before the run; not copied, not to be changed
/// @param trace all that happened, in order
/// @param maxBytes how far the region might have grown
public record Recording(byte[] before, Trace trace, int maxBytes) {
    /// Runs the workload of `scenario` once.
    ///
    /// @throws IllegalStateException when the workload fails without any crash
    public static Recording of(CrashScenario<?> scenario) {
        return of(scenario, null);
    }

    /// The same, with a listener that is told of each event; null for none.
    ///
    /// @throws IllegalStateException when the workload fails without any crash
    public static Recording of(CrashScenario<?> scenario, EventListener listener) {
        var region = scenario.prepare();
        byte[] before = region.image();
        region.forget();
        region.listen(listener);
        try {
            scenario.work(region);
        } catch (Exception e) {
            throw new IllegalStateException("the workload failed without any crash: " + e, e);
        }
        return new Recording(before, region.trace(), region.maxBytes());
    }

    /// Runs what happens on `image` after a crash: recovery, and what comes then. The image is copied.
    public static Recording ofResume(CrashScenario<?> scenario, byte[] image, int maxBytes) throws Exception {
        return ofResume(scenario, image, maxBytes, null);
    }

    /// The same, with a listener that is told of each event; null for none.
    public static Recording ofResume(CrashScenario<?> scenario, byte[] image, int maxBytes, EventListener listener)
            throws Exception {
        var region = SimulatedRegion.of(image.clone(), maxBytes);
        region.listen(listener);
        scenario.resume(region);
        return new Recording(image, region.trace(), maxBytes);
    }

    /// The bytes as the program saw them at the end.
    public byte[] after() {
        byte[] bytes = before.clone();
        for (int event = 0; event < trace.size(); event++) {
            switch (trace.kind(event)) {
                case WRITE, PUBLISH, STORE, RELEASE -> {
                    int first = trace.at(event) >>> 3;
                    for (int word = 0; word < trace.storedWords(event); word++) {
                        Words.set(bytes, first + word, trace.storedWord(event, word));
                    }
                }
                case GROW, SHRINK -> bytes = Arrays.copyOf(bytes, (int) trace.argument(event));
                case FLUSH, DRAIN, SYNC, SYNC_FAILED, KILL, STARTED, ACKNOWLEDGED, MARK -> {}
            }
        }
        return bytes;
    }
}
