package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.report.ReplayFile;
import dev.firn.faultinjection.report.Replays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/// A test of JUnit's.
record JUnitRunner(ExtensionContext context) implements Runner {
    @Override
    public String test() {
        return context.getRequiredTestClass().getName() + "." + context.getRequiredTestMethod().getName();
    }

    @Override
    public String testedPackage() {
        return context.getRequiredTestClass().getPackageName();
    }

    @Override
    public Optional<ReplayFile> replay() {
        return Replays.requested()
                .map(path -> {
                    try {
                        return ReplayFile.read(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public void publish(CrashReport report) {
        context.publishReportEntry("firn.crash", report.sentence());
    }

    @Override
    public RuntimeException skip(String why) {
        context.publishReportEntry("firn.replay", why);
        return new TestAbortedException(why);
    }
}
