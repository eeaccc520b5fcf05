package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.GuardMode;
import dev.firn.faultinjection.OwnedText;
import dev.firn.heap.BoundedScenario.Start;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every short program, from several beginnings, crashed at every event, recovered, and crashed again in the recovery.
class BoundedExhaustiveTest {
    /// Much room and hardly any; all keys there and none; two sizes of segments.
    private static final List<Start> STARTS =
            List.of(
                    new Start(4096, 2000, false),
                    new Start(4096, 100, true),
                    new Start(4096, 0, false),
                    new Start(8192, 60, true));

    /// Each bulk write of the store is under a checksum. Crashes only before drains and marks: what a crash between may
    /// leave, one of these may, too.
    private static final CrashOptions QUICK =
            CrashOptions.defaults()
                    .withModels(CrashModel.PREFIX, CrashModel.PAGECACHE, CrashModel.WORDS)
                    .withExhaustive(64)
                    .withGuards(GuardMode.WRITES)
                    .withReduced(true)
                    .withCuts(6, 6)
                    .withRandom(2, 1);

    private static final CrashOptions THOROUGH =
            CrashOptions.defaults()
                    .withModels(CrashModel.PREFIX, CrashModel.PX86, CrashModel.PAGECACHE, CrashModel.WORDS)
                    .withExhaustive(1024)
                    .withGuards(GuardMode.WRITES, 8)
                    .withCuts(64, 64)
                    .withRandom(64, 1)
                    .withBudget(10_000);

    private static final CrashOptions FIVE = QUICK.withNested(0).withBudget(2_000);

    @Test
    void everyProgramOfThreeOperationsOverThreeKeys() {
        run("bounded", QUICK, 3, 3);
    }

    @Test
    @Tag("soak")
    void everyProgramOfThreeOperationsThoroughly() {
        run("bounded thoroughly", THOROUGH, 3, 3);
    }

    @Test
    @Tag("soak")
    void everyProgramOfFiveOperationsOverTwoKeys() {
        run("bounded five", FIVE, 5, 2);
    }

    @Test
    @Tag("soak")
    void oneProgramInSixteenOfFiveOperationsWithCrashesOfRecoveries() {
        var all = BoundedProgram.all(5, 2);
        var some = IntStream.range(0, all.size()).filter(number -> number % 16 == 0).mapToObj(all::get).toList();
        run("bounded five nested", QUICK.withBudget(5_000), some, 5, 2);
    }

    private static void run(String part, CrashOptions options, int length, int keys) {
        run(part, options, BoundedProgram.all(length, keys), length, keys);
    }

    private static void run(String part, CrashOptions options, List<BoundedProgram> programs, int length, int keys) {
        var campaign = new BoundedCampaign(options, STARTS);
        campaign.run(programs, keys);
        assertThat(campaign.openings()).as("programs that went on to another segment").isPositive();
        assertThat(campaign.growths()).as("programs that made the store grow").isPositive();
        OwnedText.check(Path.of("..", "docs", "testing.md"), part, campaign.table(BoundedProgram.count(length, keys)));
    }

    @Test
    void programsAreCountedOnceForAllNamesOfTheirKeys() {
        assertThat(BoundedProgram.all(1, 3)).hasSize(6);
        assertThat(BoundedProgram.all(2, 3)).hasSize(6 + 3 * 6 + 3 * 9);
        assertThat(BoundedProgram.count(2, 3)).isEqualTo(12 + 144);
    }
}
