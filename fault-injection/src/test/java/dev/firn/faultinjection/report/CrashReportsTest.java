package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.FORGET;
import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.crashtoys.LoopsOn;
import dev.firn.crashtoys.Notebook;
import dev.firn.crashtoys.TwoCopies;
import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.EndlessRecovery;
import dev.firn.faultinjection.OwnedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportsTest {
    private final Notebook hasty = Notebook.of(NOTE, HURRY, NOTE, NOTE);

    @Test
    void theClassicBugIsToldInAPage() {
        var text = CrashReports.of(hasty, Failures.of(hasty)).text();
        OwnedText.check(Path.of("../docs/crash-testing.md"), "report", "```text\n" + text + "```");
    }

    @Test
    void theFixIsTheDrainBetweenBodyAndCommitWord() {
        var fix = fix(hasty);
        assertThat(fix).isInstanceOf(Fix.Insert.class);
        assertThat(fix.text()).startsWith("a drain after t=8, Notebook.note:").contains(", before Notebook.commit:");
    }

    @Test
    void aMissingFlushIsAFlush() {
        assertThat(fix(Notebook.of(FORGET, NOTE, NOTE)).text()).startsWith("a flush after t=3, Notebook.note:");
    }

    @Test
    void aMissingCallInARecoveryIsFoundThere() {
        var scenario = new TwoCopies(TwoCopies.Manner.FORGETFUL);
        var text = CrashReports.of(scenario, Failures.of(scenario)).text();
        assertThat(text).contains("recovery 1: crash before event 2 of");
        assertThat(text).contains("Likely fix: a flush and a drain after t=0, TwoCopies.recover:");
        CrashExplorer.explore(new TwoCopies(TwoCopies.Manner.CORRECT));
    }

    @Test
    void aWrongOrderIsNotMendedByACall() {
        var scenario = new TwoCopies(TwoCopies.Manner.HASTY);
        var text = CrashReports.of(scenario, Failures.of(scenario)).text();
        assertThat(text).contains("the workload: crash before event", "recovery 1: crash before event");
        assertThat(text).contains("no single flush or drain mends it");
    }

    @Test
    void aRunThatIsNotTheSameTwiceHasNoCallSites() {
        var scenario = Notebook.moody();
        var text = CrashReports.of(scenario, Failures.of(scenario, CrashOptions.defaults().withNested(0))).text();
        assertThat(text).contains("no call sites: a second run of the same work did something else");
        assertThat(text).contains("not sought: where the stores come from is not known");
    }

    @Test
    void theMessageOfAFailureHasTheTimelineAndEndsWithTheReplay() {
        var message = Failures.of(hasty).getMessage();
        assertThat(message).contains("EVICTED EARLY -> survived").contains("Notebook.commit:");
        assertThat(message.lines().toList().getLast()).startsWith("replay with CrashExplorer.replay(scenario, \"");
    }

    @Test
    void aNamedFolderGetsTextPageAndReplayFile(@TempDir Path folder) throws Exception {
        var settings = ReportSettings.of(CrashOptions.defaults()).withTest("Some Test.of/it");
        var failure = FailureReports.attach(hasty, settings, Failures.of(hasty), Optional.of(folder));
        for (var name : List.of("Some-Test.of-it.txt", "Some-Test.of-it.html", "Some-Test.of-it.replay")) {
            assertThat(folder.resolve(name)).isNotEmptyFile();
            assertThat(failure).hasMessageContaining(folder.resolve(name).toString());
        }
        assertThat(failure).hasMessageContaining("Likely fix: a drain after");
        var file = ReplayFile.read(folder.resolve("Some-Test.of-it.replay"));
        assertThat(Replays.run(hasty, file)).isInstanceOf(ReplayOutcome.Failed.class);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidInTheMessage(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "in the way");
        var settings = ReportSettings.of(CrashOptions.defaults());
        var failure = FailureReports.attach(hasty, settings, Failures.of(hasty), Optional.of(file));
        assertThat(failure).hasMessageContaining("could not be written").hasMessageContaining("Likely fix");
    }

    @Test
    void withTheSuggestedCallEverythingIsSurvived() {
        var calm = Notebook.of(NOTE, NOTE);
        assertThat(CrashExplorer.explore(calm, CrashOptions.defaults().withModels(CrashModel.values()))).isNotNull();
        assertThat(((Fix.Insert) fix(hasty)).verified().images()).isGreaterThan(10);
    }

    @Test
    void aRecoveryThatDoesNotEndIsReportedAndReplayed() {
        var options = CrashOptions.defaults().withSteps(1_000);
        var scenario = new LoopsOn(1);
        var failure = Failures.of(scenario, options);
        assertThat(failure).hasCauseInstanceOf(EndlessRecovery.class).hasMessageContaining("LoopsOn.work:");
        assertThat(CrashReports.of(scenario, failure, ReportSettings.of(options)).text())
                .contains("Likely fix: no single");
        assertThatThrownBy(() -> CrashExplorer.replay(scenario, failure.path()))
                .hasCauseInstanceOf(EndlessRecovery.class);
    }

    private static Fix fix(Notebook scenario) {
        var failure = Failures.of(scenario);
        try {
            var runs = CrashedRun.of(scenario, failure.path());
            var search = new FixSearch<>(scenario, CrashOptions.defaults(), runs, CallSites.of(scenario, runs));
            return FailureReports.undisturbed(() -> search.search(60));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
