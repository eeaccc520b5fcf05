package dev.firn.heap.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.OwnedText;
import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.heap.ledger.LedgerRegion.Cost;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOpenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What each public operation costs the medium, in docs/persist-ledger.md: exact numbers, so that a store, a fence or a
/// synchronisation more is seen by whoever reviews the change.
class PersistLedgerTest {
    private static final Path FILE = Path.of("..", "docs", "persist-ledger.md");
    private static final int REGION_BYTES = 6 * LogOperations.SEGMENT_BYTES;

    @TempDir private Path folder;

    private static List<Operation> operations() {
        return Stream.concat(LogOperations.all().stream(), StoreOperations.all().stream()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationCostsWhatTheLedgerSays(LedgerMode mode) throws Exception {
        var table = new StringBuilder(head(mode));
        for (var operation : operations()) table.append(row(mode, operation, cost(mode, operation)));
        OwnedText.check(FILE, mode.name(), table.toString());
    }

    @Test
    void whatIsNotObviousIsSaid() {
        var text = new StringBuilder();
        for (var operation : operations()) text.append("* **%s**: %s.%n".formatted(operation.name(), operation.why()));
        OwnedText.check(FILE, "why", text.toString());
    }

    @Test
    void theLedgerIsTheSameEachTime() throws Exception {
        for (var operation : operations()) {
            assertThat(cost(LedgerMode.CACHE_LINE, operation))
                    .as(operation.name())
                    .isEqualTo(cost(LedgerMode.CACHE_LINE, operation));
        }
    }

    /// Lines and stores are the caller's doing; how often somebody waits could be the back-end's.
    @ParameterizedTest
    @CsvSource({"fdatasync, PAGE", "msync, PAGE", "emulated, CACHE_LINE"})
    void theBackEndsOfAGranularityCostTheSame(String backend, LedgerMode mode) throws Exception {
        Assumptions.assumeTrue(isHere(backend), "the back-end " + backend + " does not run here");
        for (var operation : operations()) {
            // A file's growth synchronises its length, which the simulated medium has no need of.
            if (operation.times() > 1 || mode == LedgerMode.CACHE_LINE && operation.name().endsWith("grows")) continue;
            var place = Files.createTempDirectory(folder, "ledger");
            assertThat(cost(mode, operation, LedgerMode.file(place, REGION_BYTES, backend)))
                    .as("%s by %s", operation.name(), backend)
                    .isEqualTo(cost(mode, operation));
        }
    }

    private boolean isHere(String backend) throws Exception {
        var place = Files.createTempDirectory(folder, "probe");
        try (var region = LedgerMode.file(place, REGION_BYTES, backend)) {
            return region.size() > 0;
        } catch (RegionOpenException refused) {
            return false;
        }
    }

    private Cost cost(LedgerMode mode, Operation operation) throws Exception {
        var place = Files.createTempDirectory(folder, "ledger");
        return cost(mode, operation, mode.region(place, REGION_BYTES));
    }

    private static Cost cost(LedgerMode mode, Operation operation, Region blank) {
        try (var medium = blank) {
            var region = new LedgerRegion(RuleWatch.over(medium), mode);
            return region.costOf(operation.setup().on(region));
        }
    }

    private static String head(LedgerMode mode) {
        String wait = mode == LedgerMode.PAGE ? "syncs" : "fences";
        return """
        | operation | stores | bytes | flushes | %s | %s | to the medium | user's | ratio | PMDK |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|---|
        """
                .formatted(mode.units, wait);
    }

    private static String row(LedgerMode mode, Operation operation, Cost cost) {
        long medium = cost.units() * mode.unitBytes;
        long user = operation.userBytes();
        String ratio = user == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) medium / operation.times() / user);
        return Stream.of(
                        operation.name(),
                        each(operation, cost.stores()),
                        each(operation, cost.bytes()),
                        each(operation, cost.flushes()),
                        each(operation, cost.units()),
                        each(operation, cost.waits()),
                        each(operation, medium),
                        user == 0 ? "" : "" + user,
                        ratio,
                        pmdk(mode, operation.pmdk()))
                .reduce("|", (row, cell) -> row + " " + cell + (cell.isEmpty() ? "|" : " |"))
                .concat("\n");
    }

    /// A mean shows two decimals, a single operation none.
    private static String each(Operation operation, long all) {
        if (operation.times() == 1) return "" + all;
        return String.format(Locale.ROOT, "%.2f", (double) all / operation.times());
    }

    private static String pmdk(LedgerMode mode, Operation.Pmdk pmdk) {
        if (pmdk == Operation.Pmdk.NONE) return "";
        return switch (mode) {
            case CACHE_LINE -> "%s lines, %s drains (%s)".formatted(pmdk.lines(), pmdk.drains(), pmdk.what());
            case PAGE -> "%s msyncs (%s)".formatted(pmdk.msyncs(), pmdk.what());
            case BYTE -> "";
        };
    }
}
