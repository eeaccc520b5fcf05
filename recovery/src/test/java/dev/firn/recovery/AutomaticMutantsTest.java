package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.OwnedText;
import dev.firn.faultinjection.mutation.Change;
import dev.firn.faultinjection.mutation.MutantLoader;
import dev.firn.faultinjection.mutation.Mutation;
import dev.firn.faultinjection.mutation.MutationAudit;
import dev.firn.faultinjection.mutation.Workload;
import dev.firn.recovery.LogScenario.Act;
import dev.firn.recovery.LogScenario.Act.Append;
import dev.firn.recovery.LogScenario.Act.Kill;
import dev.firn.recovery.LogScenario.Act.Reopen;
import dev.firn.recovery.LogScenario.Op.Put;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every flush and fence of the log and its recovery is needed, and so is the order of every two calls, or nobody can
/// tell the difference.
class AutomaticMutantsTest {
    private static final CrashOptions OPTIONS =
            Rules.LIGHT.withExhaustive(32).withCuts(6, 6).withRandom(10, 1).withNested(0);

    /// Orders that nobody needs, and why. They cost nothing.
    private static final Map<String, String> FREE_ORDERS =
            Map.of(
                    "WRITE in Durable.rewrite < Durable.rewrite < Recovery.secureAccepted only after DRAIN in"
                            + " Recovery.secureAccepted < Recovery.run < Recovery.typed",
                    "the drain that R6 waits for comes after it, too, and before it nothing is served; a LIFE frame"
                            + " that is found without what is before it claims nothing of it");

    private static Act put(int length) {
        return new Append(new Put(1, "x".repeat(length)));
    }

    private static Act parts() {
        return new Append(new Put(1, "x".repeat(2500)), new Put(2, "y".repeat(2500)));
    }

    private static List<Workload> workloads() {
        var workloads = new ArrayList<Workload>();
        workloads.add(
                new Workload(
                        "reopen and kill",
                        LogScenario.of(put(1), new Reopen(), put(2), put(3), new Kill(), put(4), new Reopen())));
        workloads.add(new Workload("rotation", LogScenario.of(put(1900), put(1900), put(1900), new Kill(), put(1900))));
        workloads.add(new Workload("parts", LogScenario.of(parts(), new Append(new Put(2, "new")), new Kill())));
        workloads.add(
                new Workload(
                        "growth",
                        LogScenario.of(put(1900), put(1900), put(1900), put(1900), new Reopen()).withSegments(1, 12)));
        for (int slow = 0; slow < 2; slow++) {
            workloads.add(new Workload("growth beside another", new GrowthBesideAnother(slow)));
        }
        workloads.add(new Workload("opened for another", new OpenedForAnother()));
        workloads.add(new Workload("opened for another head", new OpenedForAnotherHead()));
        for (var scenario : firstInItsSegment()) workloads.add(new Workload("first in its segment", scenario));
        workloads.add(new Workload("format over a closed store", new FormatScenario(true)));
        workloads.add(new Workload("format over an open store", new FormatScenario(false)));
        workloads.add(new Workload("format over two heads", new FormatScenario(false, 2)));
        for (int last = 3; last <= KilledAnywhere.calls(); last += 4) {
            workloads.add(new Workload("killed before call " + last, new KilledAnywhere(last)));
        }
        return workloads;
    }

    /// Of a log that calls [FirstInItsSegment#pause] before each reservation.
    @SuppressWarnings("unchecked")
    private static List<CrashScenario<?>> firstInItsSegment() {
        var scenario = ClassDesc.of("dev.firn.recovery.FirstInItsSegment");
        var segment = ClassDesc.of("dev.firn.log.OpenSegment");
        var reserve = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int);
        var pause =
                new Change.ReplaceCalls(
                        "OpenSegment",
                        "reserve",
                        code ->
                                code.invokestatic(scenario, "pause", MethodTypeDesc.of(ConstantDescs.CD_void))
                                        .invokevirtual(segment, "reserve", reserve));
        var loader =
                new MutantLoader(
                        AutomaticMutantsTest.class.getClassLoader(),
                        "Head",
                        "reserveAnywhere",
                        pause,
                        "dev.firn.log",
                        "dev.firn.recovery");
        try {
            var anew = loader.loadClass(FirstInItsSegment.class.getName());
            return (List<CrashScenario<?>>) anew.getMethod("all").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyCallIsNeeded() {
        var report = MutationAudit.of(workloads(), OPTIONS);
        assertThat(report.needless()).as(report.sentence()).isEmpty();
        assertThat(report.survivors())
                .as(report.sentence())
                .extracting(Mutation::text)
                .containsExactlyInAnyOrderElementsOf(FREE_ORDERS.keySet());
        assertThat(report.killed()).as(report.sentence()).isGreaterThan(30);
        OwnedText.checkMeasured(Path.of("..", "docs", "mutants.md"), "audit of the log", report.table(FREE_ORDERS));
    }
}
