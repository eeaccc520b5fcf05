package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Puts reports into the messages of failures: always the timeline, and all the rest when a folder for reports is named.
public final class FailureReports {
    /// The system property that leaves failures as they are when it is `false`: for those who let thousands of runs fail
    /// and read none of it.
    public static final String PROPERTY = "firn.report";

    private static final ScopedValue<Boolean> SEARCHING = ScopedValue.newInstance();

    private FailureReports() {}

    /// The failure with a report in its message. With `-Dfirn.report.dir=DIR` the failure is shrunk, a fix is looked for,
    /// and text, page and replay file are written there; their paths are in the message.
    ///
    /// Never fails itself: what goes wrong is said in the message.
    public static <S> CrashFailure attach(CrashScenario<S> scenario, CrashOptions options, CrashFailure failure) {
        if (System.getProperty(PROPERTY, "true").equals("false")) return failure;
        return attach(scenario, ReportSettings.of(options), failure, ReportFiles.requested());
    }

    /// The same for test runners, which know the name of the test and may want a folder of their own.
    ///
    /// @param folder where to write, empty for nowhere; then the message has the timeline only
    public static <S> CrashFailure attach(
            CrashScenario<S> scenario, ReportSettings settings, CrashFailure failure, Optional<Path> folder) {
        if (isSearching()) return failure;
        try {
            return failure.withReport(
                    undisturbed(() ->
                            folder.map(path -> written(path, scenario, settings, failure))
                                    .orElseGet(() -> CrashReports.timeline(scenario, failure, settings.crash()))));
        } catch (Throwable e) {
            return failure.withReport("no timeline: " + e);
        }
    }

    /// Whether this thread explores changed copies of a workload for the sake of a report: whoever watches explorations
    /// looks away.
    public static boolean isSearching() {
        return SEARCHING.isBound();
    }

    /// Explorations inside of `search` leave their failures as they are: nobody reads them.
    static <T> T undisturbed(Supplier<T> search) {
        return ScopedValue.where(SEARCHING, true).call(search::get);
    }

    private static <S> String written(
            Path folder, CrashScenario<S> scenario, ReportSettings settings, CrashFailure failure) {
        var document = CrashReports.of(scenario, failure, settings);
        try {
            return document.text()
                    + ReportFiles.write(folder, settings.testOr(scenario), document).stream()
                            .map(FailureReports::line)
                            .collect(Collectors.joining());
        } catch (IOException e) {
            return document.text() + "the report could not be written to " + folder + ": " + e + "\n";
        }
    }

    private static String line(Path path) {
        return path.toString().endsWith(ReportFiles.REPLAY)
                ? "run the test with -D%s=%s to fail again%n".formatted(Replays.PROPERTY, path.toAbsolutePath())
                : "written: %s%n".formatted(path.toAbsolutePath());
    }
}
