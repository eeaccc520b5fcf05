package dev.firn.recovery;

import dev.firn.recovery.Benchmark64.Answer.Audited;
import dev.firn.recovery.Benchmark64.Answer.DoesNotApply;
import dev.firn.recovery.Benchmark64.Answer.Elsewhere;
import dev.firn.recovery.Benchmark64.Answer.Equivalent;
import dev.firn.recovery.Benchmark64.Answer.InAProgram;
import dev.firn.recovery.Benchmark64.Answer.Ours;
import dev.firn.recovery.Benchmark64.Answer.Watched;
import java.util.List;

/// The mistakes that stores of this kind are known to make, one line each, and what became of each in this one.
final class Benchmark64 {
    /// What became of a mistake.
    sealed interface Answer {
        /// It is in [Mutants], under this description, and is found.
        record Ours(String what) implements Answer {}

        /// It is made and found in a test of another module.
        ///
        /// @param test the file, from the root of the project, and behind `#` its method
        /// @param what as that test says it
        record Elsewhere(String test, String what) implements Answer {}

        /// It is made and found in a small program of the tester's own tests, not in the store.
        record InAProgram(String test) implements Answer {}

        /// Leaving out or swapping calls of recorded runs makes it, and finds it: [AutomaticMutantsTest].
        record Audited(String what) implements Answer {}

        /// No crash can show it.
        record Equivalent(String why) implements Answer {}

        /// A rule of the medium's own tests watches it; it is not made as a mutant.
        record Watched(String test) implements Answer {}

        /// There is nothing here to make it in.
        record DoesNotApply(String why) implements Answer {}
    }

    /// A mistake.
    record Row(int number, String mistake, Answer answer) {}

    private static final String HEAP = "heap/src/test/java/dev/firn/heap/";
    private static final String FILES =
            "fault-injection/src/test/java/dev/firn/faultinjection/files/FileModelTest.java";
    private static final String PMEM = "pmem/src/test/java/dev/firn/pmem/";

    static final List<Row> ALL =
            List.of(
                    ours(
                            1,
                            "no fence before what completes a commit",
                            "says of a part that it is durable when it is written"),
                    ours(2, "a record's bytes are not flushed", "does not begin the write-back of a frame"),
                    ours(3, "the last line of a record is not flushed", "leaves out the last line of a write-back"),
                    ours(4, "the first line of a record is not flushed", "leaves out the first line of a write-back"),
                    ours(5, "a flush's length is rounded down", "rounds the length of a write-back down"),
                    ours(6, "the flush comes before the store", "begins the write-back before it stores"),
                    row(
                            7,
                            "the commit comes before what it commits",
                            new Audited("a write only after the acknowledgement, or after the drain before it")),
                    row(
                            8,
                            "two flushes under one fence change places",
                            new Equivalent(
                                    "two writes to different words under one drain: the audit compares what every crash"
                                            + " point can leave, and finds the same sets under WORDS, PX86, JAVA and"
                                            + " PAGECACHE")),
                    row(
                            9,
                            "the fence comes after the first of two flushes",
                            new Audited("the LIFE frame is written only after the drain that is to cover it")),
                    ours(10, "no fence at the end of a commit", "acknowledges without a drain"),
                    ours(11, "a commit of several words has no guard", "takes every superblock for whole"),
                    row(
                            12,
                            "a commit word lies across two lines",
                            new DoesNotApply("no word commits: a frame's checksum does")),
                    row(
                            13,
                            "a commit word is copied in bulk",
                            new DoesNotApply("all stores are bulk copies, in any order, and are judged as such")),
                    row(
                            14,
                            "a plain store in place of a releasing one",
                            new DoesNotApply("the log publishes nothing; a test fails as soon as it does")),
                    ours(15, "a head is updated in place", "writes both superblocks to one place"),
                    ours(16, "of two copies always the first is written", "always writes the first slot"),
                    ours(17, "of two copies the older one counts", "goes by the older superblock"),
                    ours(18, "the newer copy is overwritten", "overwrites the newer superblock"),
                    ours(19, "the scan ends a record early", "does not read the last record of a frame"),
                    ours(20, "the scan goes on behind a hole", "goes on behind a torn end"),
                    ours(21, "what lies behind a torn end becomes valid again", "leaves the life out of checksums"),
                    ours(22, "appends go on before the torn end is closed off", "writes no life frame"),
                    row(
                            23,
                            "replaying twice counts twice",
                            new DoesNotApply(
                                    "nothing is counted: of each object the version with the largest stamp is taken")),
                    ours(24, "says that it was closed before that is true", "closes without waiting for writers"),
                    ours(25, "the mark of a clean close outlives the opening", "writes no superblock for a new life"),
                    ours(26, "the mark goes without a fence", "does not drain before it serves"),
                    ours(27, "a commit's count is wrong by one", "counts a record too few"),
                    ours(28, "a commit over two segments is not whole", "takes batches with missing parts"),
                    row(
                            29,
                            "an entry is unlinked before its tombstone is durable",
                            new DoesNotApply("both are in one frame; what tears it apart is 28")),
                    row(
                            30,
                            "a file is renamed before its bytes are durable",
                            new InAProgram(FILES + "#aRenamedFileWhoseBytesWereNotForcedIsFound")),
                    row(
                            31,
                            "a root is durable before what it points to",
                            new DoesNotApply("both are in one frame; what tears it apart is 28")),
                    ours(32, "the index is rebuilt with old versions", "ignores commit stamps"),
                    ours(33, "goes on after a failed synchronisation", "goes on after a failed sync"),
                    row(
                            34,
                            "a commit is acknowledged before its fence",
                            new Elsewhere(
                                    HEAP + "ScheduleTest.java#everyMistakeIsFound", "acknowledges before the fence")),
                    row(
                            35,
                            "a short write is taken for a whole one",
                            new Watched(PMEM + "FailedSyncTest.java#shortAndInterruptedWritesAreContinued")),
                    ours(
                            36,
                            "a full medium leaves something half linked",
                            "leaves a pad in caches where nothing follows"),
                    ours(37, "a failure of the medium is swallowed", "forgets that the medium failed"),
                    row(
                            38,
                            "a file's bytes are promised, not allocated",
                            new Watched(PMEM + "PreallocationTest.java#creationAndGrowthAllocateEveryBlock")),
                    row(
                            39,
                            "recovery needs free space",
                            new DoesNotApply(
                                    "it takes no segment; where a LIFE frame does not fit, the rest is padded")),
                    ours(40, "checksums are not checked", "takes every checksum for good"),
                    row(
                            41,
                            "the checksum leaves the length out",
                            new Equivalent(
                                    "the length decides what the checksum covers: another length is another range")),
                    ours(42, "the checksum leaves the number of the use out", "leaves the generation out of checksums"),
                    ours(43, "the checksum begins with a constant", "leaves the whole prefix out of checksums"),
                    ours(44, "a record does not know its place", "leaves the place out of checksums"),
                    ours(45, "a record does not know its store", "leaves the store out of checksums"),
                    ours(46, "damage in the middle is taken for the end", "takes damage for a torn end"),
                    row(
                            47,
                            "the first zero word is the end",
                            new DoesNotApply("no word ends the log: a frame that does not hold does")),
                    ours(48, "the room at the end is wrong by a line", "takes a segment for a line longer"),
                    ours(49, "the rest of a segment is not padded", "leaves the rest of a full segment open"),
                    ours(50, "numbers end at 31 bits", "counts commits in 32 bits"),
                    ours(
                            51,
                            "a segment is freed before its live records are durable elsewhere",
                            "installs copies before they are durable"),
                    ours(52, "the cleaner moves what was deleted", "moves what was deleted"),
                    ours(53, "a segment is used again under its old number", "does not count generations"),
                    ours(54, "segments are free before what says so is durable", "frees segments without saying so"),
                    row(
                            55,
                            "reserved space is lost in a crash",
                            new DoesNotApply("what is free is what recovery has not kept; nothing else is reserved")),
                    ours(56, "a checkpoint is named before it is durable", "names blocks that are not durable"),
                    ours(57, "a checkpoint forgets what was logged meanwhile", "forgets the tail"),
                    row(
                            58,
                            "an abort is not durable",
                            new DoesNotApply("nothing is written before a commit, so there is nothing to take back")),
                    row(
                            59,
                            "a follower is acknowledged on an earlier fence",
                            new Elsewhere(
                                    HEAP + "ScheduleTest.java#everyMistakeIsFound",
                                    "acknowledges on another one's fence")),
                    row(
                            60,
                            "what is not durable is acted on",
                            new Elsewhere(
                                    HEAP + "ScheduleTest.java#everyMistakeIsFound", "acts on what is not durable")),
                    row(
                            61,
                            "a new file's directory is not synchronised",
                            new InAProgram(FILES + "#aNewFileIsThereOnlyWhenItsDirectoryWasForced")),
                    row(
                            62,
                            "a store is opened twice",
                            new Elsewhere(
                                    "fault-injection/src/test/java/dev/firn/faultinjection/mutation/SecondOpenTest.java"
                                            + "#isNotRefusedByAMutant",
                                    "the file's lock is taken for granted")),
                    ours(63, "a commit flushes everything", "writes the whole region back for a frame"),
                    ours(64, "a fence for each store", "drains after each store"));

    private Benchmark64() {}

    private static Row ours(int number, String mistake, String what) {
        return row(number, mistake, new Ours(what));
    }

    private static Row row(int number, String mistake, Answer answer) {
        return new Row(number, mistake, answer);
    }
}
