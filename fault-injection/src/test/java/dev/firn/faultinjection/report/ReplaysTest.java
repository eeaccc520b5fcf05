package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static dev.firn.crashtoys.Notebook.Step.REST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.crashtoys.Notebook;
import dev.firn.crashtoys.TwoCopies;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.InsertedCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaysTest {
    private final Notebook hasty = Notebook.of(NOTE, HURRY, NOTE, NOTE);

    @Test
    void aFileFailsAgainInTheSameWay(@TempDir Path folder) throws Exception {
        var path = folder.resolve("deeper").resolve("a.replay");
        file(hasty).write(path);
        var outcome = Replays.run(hasty, ReplayFile.read(path));
        assertThat(outcome).isInstanceOfSatisfying(
                ReplayOutcome.Failed.class, failed -> assertThat(failed.failure()).hasMessageContaining("is torn"));
    }

    @Test
    void crashesOfRecoveriesFailAgain() throws Exception {
        var scenario = new TwoCopies(TwoCopies.Manner.HASTY);
        var file = file(scenario);
        assertThat(file.crashes()).hasSize(2);
        assertThat(Replays.run(scenario, file)).isInstanceOf(ReplayOutcome.Failed.class);
    }

    @Test
    void aRunThatHasChangedIsSearchedNearThePlace() throws Exception {
        var changed = Notebook.of(NOTE, REST, HURRY, NOTE);
        var file = new ReplayFile("T", 1, java.util.Optional.empty(), "", file(Notebook.of(NOTE, HURRY, NOTE)).crashes());
        assertThat(Replays.run(changed, file)).isInstanceOfSatisfying(
                ReplayOutcome.FailedNear.class,
                near -> {
                    assertThat(near.distance()).isBetween(-8, 8);
                    assertThat(near.text()).contains("the run is not the one").contains("events from there fails");
                });
    }

    @Test
    void aRunThatWasMendedIsNotBlamed() throws Exception {
        var file = file(hasty);
        var mended = Notebook.of(NOTE, NOTE, NOTE, NOTE);
        var outcome = Replays.run(mended, file);
        assertThat(outcome).isInstanceOfSatisfying(
                ReplayOutcome.Gone.class, gone -> assertThat(gone.tried()).isGreaterThan(10));
        assertThat(outcome.text()).contains("the code or the test has changed since");
    }

    @Test
    void aRecoveryThatWasMendedSurvives() throws Exception {
        var file = file(hasty);
        CrashScenario<Object> patient = new PatientReader(hasty.only(file.operations().orElseThrow()));
        var whole = new ReplayFile("T", 1, java.util.Optional.empty(), "", file.crashes());
        assertThat(Replays.run(patient, whole)).isInstanceOf(ReplayOutcome.Survived.class);
    }

    @Test
    void operationsCannotBeLeftOutOfJustAnything() {
        var wrapped = new InsertedCalls<>(hasty, InsertedCalls.Call.DRAIN, _ -> false);
        assertThatThrownBy(() -> Replays.run(wrapped, file(hasty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("implement Reducible");
    }

    @Test
    void thePropertyNamesAFile() {
        assertThat(Replays.requested()).isEmpty();
        System.setProperty(Replays.PROPERTY, "some.replay");
        try {
            assertThat(Replays.requested()).contains(Path.of("some.replay"));
        } finally {
            System.clearProperty(Replays.PROPERTY);
        }
    }

    private static ReplayFile file(CrashScenario<?> scenario) {
        return CrashReports.of(scenario, Failures.of(scenario)).replay().orElseThrow();
    }

    /// The same work, read by somebody who takes a torn note for none.
    private record PatientReader(CrashScenario<?> scenario) implements CrashScenario<Object> {
        @Override
        public dev.firn.faultinjection.SimulatedRegion prepare() {
            return scenario.prepare();
        }

        @Override
        public void work(dev.firn.faultinjection.SimulatedRegion region) throws Exception {
            scenario.work(region);
        }

        @Override
        public Object recover(dev.firn.faultinjection.SimulatedRegion region) throws Exception {
            try {
                return scenario.recover(region);
            } catch (IllegalStateException e) {
                return "nothing";
            }
        }

        @Override
        public void judge(Object found, dev.firn.faultinjection.Progress progress) {}
    }
}
