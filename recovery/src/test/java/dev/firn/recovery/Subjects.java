package dev.firn.recovery;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.recovery.LogScenario.Act;
import dev.firn.recovery.LogScenario.Act.Append;
import dev.firn.recovery.LogScenario.Act.Kill;
import dev.firn.recovery.LogScenario.Act.Reopen;
import dev.firn.recovery.LogScenario.Op.Put;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The checks that a broken log is put to, by name, the quick ones first. Each throws when it finds something.
///
/// Loaded once with the log as it is and once with every mutant of it, so it is reached by reflection and speaks the
/// JDK's types only.
public final class Subjects {
    private static final CrashOptions QUICK = Rules.LIGHT.withExhaustive(32).withCuts(6, 6).withRandom(3, 1);

    /// For images of megabytes.
    private static final CrashOptions FEW =
            QUICK.withModels(CrashModel.WORDS).withExhaustive(1).withCuts(3, 3).withRandom(1, 1).withNested(0);

    private Subjects() {}

    /// All of them, in order.
    public static Map<String, Runnable> all() {
        var all = new LinkedHashMap<String, Runnable>();
        all.put("damage below stable", Rules::damageBelowStableIsReported);
        all.put("torn end", Rules::aTornEndIsCutOff);
        all.put("damage in a closed store", Rules::damageAtTheEndOfAClosedStoreIsReported);
        all.put("damage after an opening", Rules::damageInAStoreThatWasClosedBeforeIsReported);
        all.put("misplaced frames", Rules::misplacedFramesAreNotTaken);
        all.put("cut after growth", Rules::aStoreCutAfterItGrewIsRefused);
        all.put("numbers", Rules::noNumberIsUsedTwice);
        all.put("dropped segments", Rules::droppedSegmentsAreForgotten);
        all.put("failed sync", Rules::aFailedSyncEndsTheLog);
        all.put("a commit's calls", Rules::aCommitIsOneWriteAndOneDrain);
        all.put("large numbers", Rules::stampsPassThirtyTwoBits);
        all.put(
                "single records",
                () -> explore(LogScenario.of(new Append(new Put(1, "a")), new Append(new Put(1, "b")))));
        all.put(
                "reopen and kill",
                () ->
                        explore(
                                LogScenario.of(
                                        new Append(new Put(1, "a")),
                                        new Reopen(),
                                        new Append(new Put(1, "b")),
                                        new Kill(),
                                        new Append(new Put(1, "c")))));
        all.put("rot in a chain", CleaningRules::rotIsNotCopied);
        all.put("rot in a victim", CleaningRules::rotOfTheVictimIsNotCopied);
        all.put("copies that are not durable", CleaningRules::copiesAreInstalledWhenTheyAreDurable);
        all.put("changed since it was copied", CleaningRules::whatHasChangedSinceIsNotUndone);
        all.put("left by a walk", CleaningRules::whatAWalkHasLeftIsNotFree);
        all.put("deleted", CleaningRules::whatWasDeletedIsNotMoved);
        all.put("a part of a batch", CleaningRules::aPartOfABatchIsNotEmptiedAlone);
        all.put("the base of a chain", CleaningRules::theBaseOfAChainIsWanted);
        all.put("tombstones that hide something", CleaningRules::aTombstoneStaysAsLongAsItHidesSomething);
        all.put("tombstones that go", CleaningRules::aTombstoneThatHidesNothingGoes);
        all.put("steps that are not durable", CleaningRules::noStepBeforeTheLastIsDurable);
        all.put("changed during a walk", CleaningRules::aCheckpointSaysWhatWasAtItsCapture);
        all.put("its own tail is named", CleaningRules::theTailOfACheckpointIsNotUsedAgain);
        all.put("slices", SliceRules::slicesGoRound);
        all.put("objects beside a checkpoint", SliceRules::objectsComeWhileACheckpointIsMade);
        all.put("its own tail is cut", CleaningRules::theTailOfACheckpointIsNotCut);
        all.put("slow writer", Rules::nobodyIsAcknowledgedBehindAHole);
        all.put("stamps", Rules::theLargestStampWins);
        all.put("left in caches", Rules::acceptedAfterAKillIsDurable);
        all.put("left in clean pages", Rules::acceptedAfterAFailedSyncIsDurable);
        all.put("opened for another", () -> explore(new OpenedForAnother()));
        all.put("killed anywhere", Subjects::killedAnywhere);
        all.put("rotation", () -> explore(LogScenario.of(large(3))));
        all.put(
                "parts",
                () ->
                        explore(
                                LogScenario.of(
                                        new Append(new Put(1, "x".repeat(2500)), new Put(2, "y".repeat(2500))),
                                        new Append(new Put(2, "new")))));
        all.put("growth", () -> explore(LogScenario.of(large(5)).withSegments(1, 12)));
        all.put(
                "format",
                () -> {
                    for (boolean closed : new boolean[] {true, false}) explore(new FormatScenario(closed));
                });
        all.put("closing beside a writer", () -> explore(new CloseBesideAWriter(), QUICK.withNested(0)));
        all.put("no next segment", () -> explore(new PadWithoutNext(), QUICK.withNested(0)));
        all.put("parts in one segment", () -> explore(new ManyParts(), FEW));
        all.put("lost and found", Rules::nothingThatWasLostComesBack);
        all.put("lost over two segments", () -> explore(new ThreeWriters()));
        all.put("segments used again", () -> explore(new TrimScenario(32, 640, false), QUICK.withNested(0)));
        all.put("digests", Subjects::digests);
        all.put(
                "digests of segments used again",
                () -> explore(new TrimScenario(32, 640, false, ScanMode.DIGESTS), QUICK.withNested(0)));
        all.put("checkpoints", Subjects::checkpoints);
        all.put("both copies", Subjects::bothCopies);
        all.put("overtaken by a checkpoint", Subjects::overtaken);
        all.put("cleaning", Subjects::cleaning);
        all.put("cleaning over lives", Subjects::cleaningOverLives);
        all.put("cleaning beside a reader", () -> new CleaningScenario(18, List.of()).workBesideAReader());
        all.put("a checkpoint that is given up", Subjects::givenUp);
        return all;
    }

    private static void cleaning() {
        for (int seed = 1; seed <= 1; seed++) {
            new CleaningScenario(18, CleaningWorkload.ofOneLife(seed, 55)).workWatched();
        }
    }

    private static void cleaningOverLives() {
        for (int seed = 1; seed <= 6; seed++) {
            new CleaningScenario(26, CleaningWorkload.ofManyLives(seed, 55, 5)).workWatched();
        }
    }

    /// Commits open more segments than one may name: what had changed before is in the next checkpoint.
    private static void givenUp() {
        var few = CheckpointOptions.defaults().withTailRecords(1000).withNamed(1, 2);
        var scenario = CheckpointScenario.of(1000).with(few);
        var region = scenario.prepare();
        var open = scenario.open(region);
        scenario.append(region, open, 0, new Put(1, "a"), new Put(2, "b"));
        scenario.checkpoint(open, -1);
        scenario.append(region, open, 1, new Put(1, "c"));
        open.keeper().capture(_ -> -1);
        for (int number = 2; number < 6; number++) {
            LogScenario.append(region, open.log(), number, new Put(2, "x".repeat(3000)));
        }
        scenario.checkpoint(open, -1);
        if (open.keeper().completed() != 1) throw new AssertionError("it was not given up");
        scenario.checkpoint(open, -1);
        if (open.keeper().completed() != 2) throw new AssertionError("there is none");
        scenario.recover(region.kill());
    }

    private static void digests() {
        if (DigestScenario.digests() == 0) throw new AssertionError("no digest was written");
        explore(new DigestScenario());
    }

    private static void checkpoints() {
        var acts = new CheckpointScenario.Act[17];
        for (int i = 0; i < acts.length; i++) {
            acts[i] = new CheckpointScenario.Act.Append(new Put(1 + i % 3, (char) ('a' + i) + "x".repeat(600)));
        }
        explore(CheckpointScenario.of(4, acts), QUICK.withNested(0));
        // Two whole checkpoints and a change between them, found after a kill.
        var scenario =
                CheckpointScenario.of(
                        1000,
                        new CheckpointScenario.Act.Append(new Put(1, "a"), new Put(2, "b")),
                        new CheckpointScenario.Act.Checkpoint(),
                        new CheckpointScenario.Act.Append(new Put(1, "c")),
                        new CheckpointScenario.Act.Checkpoint(),
                        new CheckpointScenario.Act.Append(new Put(3, "d")));
        explore(scenario, QUICK.withNested(0));
        var region = scenario.prepare();
        var open = scenario.open(region);
        scenario.append(region, open, 0, new Put(1, "a"));
        scenario.checkpoint(open, -1);
        if (!Recovery.open(region.kill(), scenario.options()).checkpoint().isPresent()) {
            throw new AssertionError("a complete checkpoint that no superblock names");
        }
    }

    private static void bothCopies() {
        var scenario =
                CheckpointScenario.of(
                        1000,
                        new CheckpointScenario.Act.Append(new Put(1, "a"), new Put(2, "b")),
                        new CheckpointScenario.Act.Checkpoint(),
                        new CheckpointScenario.Act.Append(new Put(1, "c")));
        explore(new BothCopiesScenario(scenario), QUICK.withNested(0));
    }

    private static void overtaken() {
        var scenario =
                CheckpointScenario.of(
                        1000,
                        new CheckpointScenario.Act.Append(new Put(1, "a")),
                        new CheckpointScenario.Act.Overtaken(
                                new Put(1, "b"), new Put(2, "x".repeat(3000)), new Put(3, "y".repeat(3000))));
        explore(scenario, QUICK.withNested(0));
    }

    private static void killedAnywhere() {
        for (int last = 0; last <= KilledAnywhere.calls(); last++) {
            explore(new KilledAnywhere(last), QUICK.withNested(0));
        }
    }

    private static Act[] large(int count) {
        var acts = new Act[count];
        for (int i = 0; i < count; i++) acts[i] = new Append(new Put(1, (char) ('a' + i) + "x".repeat(1900)));
        return acts;
    }

    private static void explore(CrashScenario<?> scenario) {
        explore(scenario, QUICK);
    }

    private static void explore(CrashScenario<?> scenario, CrashOptions options) {
        CrashExplorer.explore(scenario, options);
    }
}
