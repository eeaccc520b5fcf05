package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.report.ReplayFile;
import java.util.Optional;

/// What a plan wants from whoever runs it.
interface Runner {
    /// For those who run plans by themselves.
    Runner NONE =
            new Runner() {
                @Override
                public String test() {
                    return CrashPlan.class.getName();
                }

                @Override
                public String testedPackage() {
                    return "com.example";
                }

                @Override
                public Optional<ReplayFile> replay() {
                    return Optional.empty();
                }

                @Override
                public void publish(CrashReport report) {}

                @Override
                public RuntimeException skip(String why) {
                    throw new IllegalStateException(why);
                }
            };

    /// Class and method.
    String test();

    /// The package that is most likely under test.
    String testedPackage();

    /// The one crash that somebody wants to see again.
    Optional<ReplayFile> replay();

    void publish(CrashReport report);

    /// Ends the test, neither passed nor failed.
    RuntimeException skip(String why);
}
