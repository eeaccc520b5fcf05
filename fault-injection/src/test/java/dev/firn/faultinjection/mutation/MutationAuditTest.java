package dev.firn.faultinjection.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.crashtoys.Notebook;
import dev.firn.crashtoys.Notebook.Step;
import dev.firn.crashtoys.WastefulNotebook;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationAuditTest {
    private static final CrashOptions OPTIONS = CrashOptions.defaults().withModels(CrashModel.JAVA).withNested(0);
    private static final Notebook GOOD = Notebook.of(Step.NOTE, Step.NOTE);

    private static MutationReport audit(CrashScenario<?> scenario) {
        return MutationAudit.of(List.of(new Workload("notes", scenario)), OPTIONS);
    }

    @Test
    void everyCallOfAGoodProgramIsNeeded() {
        var report = audit(GOOD);
        assertThat(report.survivors()).as(report.sentence()).isEmpty();
        assertThat(report.rows())
                .extracting(row -> row.mutation().text() + ": " + row.verdict().getClass().getSimpleName())
                .contains(
                        "without DRAIN in Notebook.note < Notebook.work: Killed",
                        "without FLUSH in Notebook.commit < Notebook.note < Notebook.work: Killed",
                        "WRITE in Notebook.note < Notebook.work only after DRAIN in Notebook.note < Notebook.work:"
                                + " Killed",
                        "DRAIN in Notebook.commit < Notebook.note < Notebook.work only after ACKNOWLEDGED in the"
                                + " workload: Killed");
    }

    @Test
    void aDrainThatNobodyNeedsIsProvenSo() {
        var report = audit(new WastefulNotebook(GOOD));
        assertThat(report.needless())
                .extracting(Mutation::text)
                .containsExactly("without DRAIN in WastefulNotebook.makeSure < WastefulNotebook.work");
        assertThat(report.survivors()).isEmpty();
    }

    /// Its judge looks at nothing: all survive, and the report says so.
    @Test
    void aJudgeThatSeesNothingIsFoundOut() {
        var blind =
                new CrashScenario<Integer>() {
                    @Override
                    public SimulatedRegion prepare() {
                        return GOOD.prepare();
                    }

                    @Override
                    public void work(SimulatedRegion region) {
                        GOOD.work(region);
                    }

                    @Override
                    public Integer recover(SimulatedRegion region) {
                        return 0;
                    }

                    @Override
                    public void judge(Integer found, Progress progress) {}
                };
        assertThat(audit(blind).survivors()).hasSizeGreaterThan(5);
        assertThat(audit(blind).killed()).isZero();
    }
}
