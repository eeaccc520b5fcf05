package dev.firn.heap;

import static dev.firn.heap.StoreScenario.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.OwnedText;
import dev.firn.faultinjection.mutation.Mutation;
import dev.firn.faultinjection.mutation.MutationAudit;
import dev.firn.faultinjection.mutation.Workload;
import dev.firn.heap.StoreScenario.Step;
import dev.firn.heap.StoreScenario.Step.Kill;
import dev.firn.heap.StoreScenario.Step.Reopen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every flush and fence of the store is needed, and so is the order of every two calls. What is needed only where
/// threads meet in a certain moment, or where another store was before, is settled by the audit of the log.
class AutomaticMutantsTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(32)
                    .withCuts(6, 6)
                    .withRandom(10, 1)
                    .withNested(0);

    private static final Path TABLES = Path.of("..", "docs", "mutants.md");

    private static Step put(String key, int length) {
        return change(all -> all.map("m").put(key, "x".repeat(length)));
    }

    private static final Step TWO_AT_ONCE =
            change(all ->
                    all.transact(() -> {
                        all.map("m").put("a", "3");
                        all.map("n").put("b", "4");
                    }));

    private static final List<Workload> WORKLOADS =
            List.of(
                    new Workload("create", new CreationCrashTest.Creation()),
                    new Workload(
                            "put, reopen and kill",
                            StoreScenario.of(
                                    4,
                                    6,
                                    put("a", 1),
                                    new Reopen(),
                                    put("a", 2),
                                    TWO_AT_ONCE,
                                    new Kill(),
                                    put("b", 1))),
                    new Workload("large value", StoreScenario.of(8, 8, put("large", 9000), put("a", 1))),
                    new Workload(
                            "growth",
                            StoreScenario.of(1, 8, put("a", 1500), put("b", 1500), put("c", 1500), put("d", 1500))));

    @Test
    void everyCallIsNeeded() throws IOException {
        var report = MutationAudit.of(WORKLOADS, OPTIONS);
        String known = Files.readString(TABLES);
        var open = Stream.concat(report.survivors().stream(), report.needless().stream()).toList();
        assertThat(open)
                .as(report.sentence())
                .allSatisfy(mutation -> assertThat(known).containsPattern(inTheLog(mutation)));
        assertThat(report.killed()).as(report.sentence()).isGreaterThan(15);
        var reasons = open.stream().collect(Collectors.toMap(Mutation::text, _ -> "see the log"));
        OwnedText.checkMeasured(TABLES, "audit of the store", report.table(reasons));
    }

    /// Its line in the log's table: found there, or said to be free. Who calls the log is no part of it.
    private static Pattern inTheLog(Mutation mutation) {
        String text = mutation.text().replaceAll(" < (StoreOpener|Committer|Engine)\\.\\w+", "");
        return Pattern.compile("\\| " + Pattern.quote(text) + " \\| (found|survives): ");
    }
}
