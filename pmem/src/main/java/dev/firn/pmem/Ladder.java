package dev.firn.pmem;

import dev.firn.pmem.RegionOpenException.Reason;
import dev.firn.pmem.stub.Stubs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Chooses the back-end for a place: the first that fits, or the one asked for by name.
final class Ladder {
    private final Host host;
    private final Site site;

    private Ladder(Host host, Site site) {
        this.host = host;
        this.site = site;
    }

    /// @param backend what was chosen
    /// @param explanation why
    record Choice(Backend backend, Explanation explanation) {}

    /// @throws RegionOpenException when the one asked for does not fit, or none is fine enough
    static Choice choose(Host host, Site site, RegionOptions options) {
        Ladder ladder = new Ladder(host, site);
        Choice choice = Backend.askedFor(options).map(ladder::asked).orElseGet(ladder::firstThatFits);
        Granularity found = choice.explanation().granularity();
        if (found.isAtMost(options.coarsest())) return choice;
        throw new RegionOpenException(
                Reason.GRANULARITY_NOT_SUPPORTED,
                "%s offers %s; %s or finer was asked for: use a file system mounted with dax, or accept %s"
                        .formatted(site.directory(), choice.explanation().sentence(), options.coarsest(), found),
                null);
    }

    private Choice asked(Backend backend) {
        return switch (judge(backend)) {
            case Verdict.Fits fits -> new Choice(backend, explain(backend, fits, "asked for by name; ", List.of()));
            case Verdict.Rejected(String why) ->
                    throw new RegionOpenException(
                            Reason.BACKEND_UNAVAILABLE,
                            "back-end '%s' was asked for but is not possible in %s: %s; ask for another, or for none"
                                    .formatted(backend.spelling(), site.directory(), why),
                            null);
        };
    }

    private Choice firstThatFits() {
        List<Explanation.Rejected> rejected = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            if (backend.byNameOnly()) continue;
            switch (judge(backend)) {
                case Verdict.Fits fits -> {
                    return new Choice(backend, explain(backend, fits, "", rejected));
                }
                case Verdict.Rejected(String why) -> rejected.add(new Explanation.Rejected(backend.spelling(), why));
            }
        }
        throw new IllegalStateException("the channel back-end always fits");
    }

    private static Explanation explain(
            Backend backend, Verdict.Fits fits, String how, List<Explanation.Rejected> rejected) {
        return new Explanation(backend.spelling(), fits.granularity(), fits.durable(), how + fits.reason(), rejected);
    }

    private Verdict judge(Backend backend) {
        return switch (backend) {
            case CLWB -> synchronous(host.stub());
            case JDK -> jdk();
            case LIBPMEM2 -> synchronous(host.libpmem2());
            case FDATASYNC -> fdatasync();
            case MSYNC -> needsLibc(pages());
            case CHANNEL -> pages();
            case NIL ->
                    new Verdict.Fits(
                            Granularity.CACHE_LINE, false, "nothing is made durable, the kernel writes when it likes");
            case EMULATED -> emulated();
        };
    }

    /// Line operations are worth something on a synchronous mapping alone, so they are not even made without one.
    private Verdict synchronous(Supplier<Stubs.Outcome> source) {
        if (!site.probe().synchronous()) return new Verdict.Rejected(site.probe().syncRefusal());
        return switch (source.get()) {
            case Stubs.Outcome.Ready(var ops) -> lines(ops.name());
            case Stubs.Outcome.Refused(String why) -> new Verdict.Rejected(why);
        };
    }

    /// Without libc only the JDK itself can tell.
    private Verdict jdk() {
        boolean knownRefused = host.libc() instanceof Host.Reach.Granted && !site.probe().synchronous();
        if (knownRefused) return new Verdict.Rejected(site.probe().syncRefusal());
        String refusal = JdkSync.refusal(site.directory());
        return refusal.isEmpty() ? lines("MemorySegment.force") : new Verdict.Rejected(refusal);
    }

    private Verdict lines(String by) {
        Granularity granularity = site.lineGranularity();
        String caches =
                granularity == Granularity.BYTE
                        ? "the platform saves CPU caches at a power cut (persistence_domain cpu_cache), only the fence"
                                + " stays"
                        : "lines are written back by " + by;
        return new Verdict.Fits(
                granularity,
                true,
                "mmap(MAP_SYNC) works on %s, device %s; %s"
                        .formatted(site.device().fileSystem(), site.device().name(), caches));
    }

    private Verdict fdatasync() {
        String disagreement = site.probe().disagreement();
        return needsLibc(disagreement.isEmpty() ? pages() : new Verdict.Rejected(disagreement));
    }

    private Verdict emulated() {
        return switch (host.stub().get()) {
            case Stubs.Outcome.Ready(var ops) ->
                    new Verdict.Fits(
                            Granularity.CACHE_LINE,
                            false,
                            "lines are written back by %s, but into the page cache of %s; nothing survives a power cut"
                                    .formatted(ops.name(), site.device().fileSystem()));
            case Stubs.Outcome.Refused(String why) -> new Verdict.Rejected(why);
        };
    }

    private Verdict pages() {
        String why = site.probe().syncRefusal();
        if (site.device().inMemory()) {
            String memory =
                    "%s keeps files in memory, nothing survives a power cut".formatted(site.device().fileSystem());
            return new Verdict.Fits(Granularity.PAGE, false, why.isEmpty() ? memory : why + "; " + memory);
        }
        String device =
                site.device().remote()
                        ? "%s is served by another machine, which decides what a synchronisation is worth"
                                .formatted(site.device().fileSystem())
                        : site.device().sentence();
        return new Verdict.Fits(Granularity.PAGE, true, why.isEmpty() ? device : why + "; " + device);
    }

    private Verdict needsLibc(Verdict verdict) {
        return switch (host.libc()) {
            case Host.Reach.Granted _ -> verdict;
            case Host.Reach.Denied(String why) -> new Verdict.Rejected(why);
        };
    }
}
