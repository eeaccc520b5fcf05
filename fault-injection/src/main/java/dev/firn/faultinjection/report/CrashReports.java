package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import java.util.List;
import java.util.Optional;

/// Makes reports that a person reads: what was lost, where it was stored, which call is missing, how to go there again.
///
/// The workload is run again for it, some dozen or hundred times when a fix is looked for. Nothing is written anywhere.
public final class CrashReports {
    private CrashReports() {}

    /// All there is to say about a failure of an exploration with default options.
    public static <S> CrashDocument of(CrashScenario<S> scenario, CrashFailure failure) {
        return of(scenario, failure, ReportSettings.of(CrashOptions.defaults()));
    }

    /// The same, for other options, or at less cost.
    ///
    /// @throws IllegalStateException when the run that failed cannot be had again
    public static <S> CrashDocument of(CrashScenario<S> scenario, CrashFailure failure, ReportSettings settings) {
        return FailureReports.undisturbed(() -> document(scenario, failure, settings));
    }

    private static <S> CrashDocument document(
            CrashScenario<S> scenario, CrashFailure failure, ReportSettings settings) {
        var shrunk =
                settings.shrinkRuns() == 0
                        ? Shrunk.nothing(scenario, failure)
                        : Shrinker.shrink(scenario, failure, settings.crash(), settings.shrinkRuns());
        var runs = runs(shrunk.scenario(), shrunk.failure());
        var sites = CallSites.of(shrunk.scenario(), runs);
        var story = story(shrunk, settings, runs, sites, fix(shrunk, settings, runs, sites));
        var replay = replay(shrunk, runs, settings);
        return new CrashDocument(TextReport.of(story), HtmlReport.of(story, replay), replay);
    }

    /// The timeline alone, at the price of two runs of the workload.
    static <S> String timeline(CrashScenario<S> scenario, CrashFailure failure, CrashOptions options) {
        var runs = runs(scenario, failure);
        var sites = CallSites.ofTimelines(scenario, runs);
        var whole = Shrunk.nothing(scenario, failure);
        return TextReport.timeline(
                story(whole, ReportSettings.brief(options), runs, sites, new Fix.NotSought("not sought")));
    }

    private static <S> Story story(
            Shrunk<S> shrunk, ReportSettings settings, List<CrashedRun> runs, List<CallSites> sites, Fix fix) {
        return Story.of(
                shrunk.scenario(),
                shrunk.failure(),
                settings,
                runs,
                sites,
                shrunk.text(),
                fix,
                Replays.command(runs));
    }

    /// One self-contained page on an exploration in which every crash was survived.
    public static String html(String test, CrashReport report) {
        return HtmlSummary.of(test, report);
    }

    private static List<CrashedRun> runs(CrashScenario<?> scenario, CrashFailure failure) {
        try {
            return CrashedRun.of(scenario, failure.path());
        } catch (Exception | AssertionError e) {
            throw new IllegalStateException(
                    "the run that failed cannot be had again, so there is nothing to report on: " + e, e);
        }
    }

    private static <S> Fix fix(
            Shrunk<S> shrunk, ReportSettings settings, List<CrashedRun> runs, List<CallSites> sites) {
        if (settings.fixRuns() == 0) return new Fix.NotSought("not sought");
        return new FixSearch<>(shrunk.scenario(), settings.crash(), runs, sites).search(settings.fixRuns());
    }

    private static Optional<ReplayFile> replay(Shrunk<?> shrunk, List<CrashedRun> runs, ReportSettings settings) {
        var file =
                new ReplayFile(
                        settings.testOr(shrunk.scenario()),
                        settings.crash().seed(),
                        shrunk.kept(),
                        "",
                        runs.stream().map(ReplayCrash::of).toList());
        try {
            file.text();
            return Optional.of(file);
        } catch (ReplayTooLargeException _) {
            return Optional.empty();
        }
    }
}
