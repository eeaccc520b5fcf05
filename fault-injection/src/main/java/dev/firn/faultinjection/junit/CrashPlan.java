package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.agent.Agent;
import dev.firn.faultinjection.files.DirectoryScenario;
import dev.firn.faultinjection.files.Done;
import dev.firn.faultinjection.files.EscapedStore;
import dev.firn.faultinjection.report.FailureReports;
import dev.firn.faultinjection.report.ReplayFile;
import dev.firn.faultinjection.report.ReplayOutcome;
import dev.firn.faultinjection.report.Replays;
import java.util.Objects;
import java.util.function.BiConsumer;

/// What a [CrashTest] crashes: code that works on files, or code written for [dev.firn.pmem.Region].
///
/// Usable without JUnit, too: `new CrashPlan(options)`.
public final class CrashPlan {
    private final CrashOptions options;
    private final boolean mustBeExhaustive;
    private final Runner runner;
    private boolean isDone;

    /// @param options how far the search goes
    public CrashPlan(CrashOptions options) {
        this(options, false, Runner.NONE);
    }

    CrashPlan(CrashOptions options, boolean mustBeExhaustive, Runner runner) {
        this.options = options;
        this.mustBeExhaustive = mustBeExhaustive;
        this.runner = runner;
    }

    /// Begins with an empty directory that `setup` fills; what it leaves there is durable.
    ///
    /// @throws dev.firn.faultinjection.agent.AgentMissingException when the JVM runs without the agent; the message has
    ///     the line to add
    public Given given(DirectoryScenario.Setup setup) {
        Agent.require(runner.testedPackage());
        return new Given(Objects.requireNonNull(setup));
    }

    /// Begins with an empty directory.
    public Given givenNothing() {
        return given(_ -> {});
    }

    /// Crashes a scenario on a region. With `-Dfirn.replay=FILE` only the crash of that file, if it is one of this
    /// scenario's.
    ///
    /// @throws CrashFailure at the first crash that it does not survive
    public <S> CrashReport explore(CrashScenario<S> scenario) {
        isDone = true;
        if (runner.replay().isPresent()) throw replay(scenario, runner.replay().get());
        CrashReport report = CrashExplorer.explore(scenario, options);
        runner.publish(report);
        if (mustBeExhaustive && !(report.complete() && report.sampled().isEmpty())) {
            throw new AssertionError(
                    "not every legal image was tried: %s. Raise the budget, or make the workload smaller."
                            .formatted(report.sentence()));
        }
        return report;
    }

    private <S> RuntimeException replay(CrashScenario<S> scenario, ReplayFile file) {
        if (!file.test().equals(scenario.name())) throw runner.skip("only a crash of " + file.test() + " is replayed");
        try {
            throw switch (Replays.run(scenario, file, options)) {
                case ReplayOutcome.Failed<S> failed -> FailureReports.attach(scenario, options, failed.failure());
                case ReplayOutcome.FailedNear<S> near -> FailureReports.attach(scenario, options, near.failure());
                case ReplayOutcome.Survived<S> survived -> runner.skip(survived.text());
                case ReplayOutcome.Gone<S> gone -> runner.skip(gone.text());
            };
        } catch (RuntimeException | Error end) {
            throw end;
        } catch (Throwable failure) {
            throw new IllegalStateException("the replay failed: " + failure, failure);
        }
    }

    boolean isDone() {
        return isDone;
    }

    /// Of a plan: what the directory holds.
    public final class Given {
        private final DirectoryScenario.Setup setup;

        private Given(DirectoryScenario.Setup setup) {
            this.setup = setup;
        }

        /// What is crashed. It runs once.
        public When when(DirectoryScenario.Workload workload) {
            return new When(setup, Objects.requireNonNull(workload));
        }
    }

    /// Of a plan: what happens in the directory.
    public final class When {
        private final DirectoryScenario.Setup setup;
        private final DirectoryScenario.Workload workload;

        private When(DirectoryScenario.Setup setup, DirectoryScenario.Workload workload) {
            this.setup = setup;
            this.workload = workload;
        }

        /// Opens what a crash left, and returns what it found: a value, compared by `equals`. It runs very often. What
        /// it writes is recorded, and crashed in turn. An exception means that the crash was not survived.
        public <S> Then<S> then(DirectoryScenario.Recovery<S> recovery) {
            return new Then<>(setup, workload, Objects.requireNonNull(recovery));
        }
    }

    /// Of a plan: how the code recovers.
    public final class Then<S> {
        private final DirectoryScenario.Setup setup;
        private final DirectoryScenario.Workload workload;
        private final DirectoryScenario.Recovery<S> recovery;

        private Then(
                DirectoryScenario.Setup setup,
                DirectoryScenario.Workload workload,
                DirectoryScenario.Recovery<S> recovery) {
            this.setup = setup;
            this.workload = workload;
            this.recovery = recovery;
        }

        /// Tries every crash. `check` throws an [AssertionError] when what was found cannot be.
        ///
        /// @throws CrashFailure at the first crash that is not survived
        /// @throws EscapedStore when something changed a file unrecorded
        public CrashReport check(BiConsumer<S, Done> check) {
            Objects.requireNonNull(check);
            try (var scenario = new DirectoryScenario<>(runner.test(), setup, workload, recovery, check)) {
                try {
                    CrashReport report = explore(scenario);
                    if (scenario.escaped() != null) throw scenario.escaped();
                    return report;
                } catch (CrashFailure | IllegalStateException failure) {
                    // Whatever it looked like, that is why.
                    if (scenario.escaped() != null) throw scenario.escaped();
                    throw failure;
                }
            }
        }
    }
}
