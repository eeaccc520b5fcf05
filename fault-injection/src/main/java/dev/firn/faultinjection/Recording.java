package dev.firn.faultinjection;

/// One run on a simulated region: what was durable before it, and all that happened.
record Recording(byte[] before, Trace trace, int maxBytes) {
    static Recording of(CrashScenario<?> scenario) {
        var region = scenario.prepare();
        byte[] before = region.image();
        region.trace().clear();
        try {
            scenario.work(region);
        } catch (Exception e) {
            throw new IllegalStateException("the workload failed without any crash: " + e, e);
        }
        return new Recording(before, region.trace(), region.maxBytes());
    }

    /// What happens on `image` after a crash.
    static Recording ofResume(CrashScenario<?> scenario, byte[] image, int maxBytes) throws Exception {
        var region = SimulatedRegion.of(image.clone(), maxBytes);
        scenario.resume(region);
        return new Recording(image, region.trace(), maxBytes);
    }
}
