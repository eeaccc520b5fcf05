package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.mutation.MutationAudit;
import dev.firn.faultinjection.mutation.MutationReport;
import dev.firn.faultinjection.mutation.Workload;
import dev.firn.recovery.LogScenario.Act;
import dev.firn.recovery.LogScenario.Act.Append;
import dev.firn.recovery.LogScenario.Act.Kill;
import dev.firn.recovery.LogScenario.Act.Reopen;
import dev.firn.recovery.LogScenario.Op.Put;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every flush and fence of the log and its recovery is needed, and so is the order of every two calls.
class AutomaticMutantsTest {
    private static final CrashOptions OPTIONS =
            Rules.LIGHT.withExhaustive(32).withCuts(6, 6).withRandom(3, 1).withNested(0);

    private static Act put(int length) {
        return new Append(new Put(1, "x".repeat(length)));
    }

    private static final List<Workload> WORKLOADS =
            List.of(
                    new Workload(
                            "reopen and kill",
                            LogScenario.of(put(1), new Reopen(), put(2), put(3), new Kill(), put(4), new Reopen())),
                    new Workload("rotation", LogScenario.of(put(1900), put(1900), put(1900), new Kill(), put(1900))),
                    new Workload(
                            "parts",
                            LogScenario.of(
                                    new Append(new Put(1, "x".repeat(2500)), new Put(2, "y".repeat(2500))),
                                    new Append(new Put(2, "new")),
                                    new Kill())),
                    new Workload(
                            "growth",
                            LogScenario.of(put(1900), put(1900), put(1900), put(1900), new Reopen())
                                    .withSegments(1, 12)),
                    new Workload("format over a closed store", new FormatScenario(true)),
                    new Workload("format over an open store", new FormatScenario(false)));

    @Test
    void everyCallIsNeeded() {
        MutationReport report = MutationAudit.of(WORKLOADS, OPTIONS, row -> System.out.println(row));
        System.out.println(report.sentence());
        assertThat(report.survivors()).isEmpty();
    }
}
