package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.RegionOpenException;
import dev.firn.recovery.RecoveryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be saved is saved, what is lost is said, and the damaged file stays as it was.
class RepairTest {
    @TempDir private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("some.firn");
    }

    @Test
    void aSoundStoreLosesNothing() throws IOException {
        Files.write(file, Sample.closed());
        var before = contents();
        assertThat(StoreRepair.plan(file, CheckListener.NONE).isLossless()).isTrue();
        var report = StoreRepair.repair(file, CheckListener.NONE);
        assertThat(report.plan().isLossless()).isTrue();
        assertThat(report.verified().isClean()).isTrue();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void thePlanIsWhatIsDoneAndTheDamagedFileStays() throws IOException {
        byte[] damaged = withALostSegment();
        Files.write(file, damaged);
        assertThatThrownBy(() -> Store.open(file)).isInstanceOf(RecoveryException.class);
        var plan = StoreRepair.plan(file, CheckListener.NONE);
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThat(directory).isDirectoryContaining("glob:**some.firn").isNotEmptyDirectory();
        var report = StoreRepair.repair(file, CheckListener.NONE);
        assertThat(report.plan().kept()).isEqualTo(plan.kept());
        assertThat(report.plan().lost()).hasSameSizeAs(plan.lost());
        assertThat(plan.isLossless()).isFalse();
        assertThat(Files.readAllBytes(report.quarantine())).isEqualTo(damaged);
        assertThat(report.quarantine().getFileName()).hasToString("some.firn.damaged-1");
        assertThat(Sample.check(Files.readAllBytes(file)).isClean()).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("some.firn", "some.firn.lock", "some.firn.damaged-1");
    }

    @Test
    void theLostKeysAreNamed() throws IOException {
        var bytes = Sample.closed();
        new Editor(bytes).loseValueOf("texts");
        Files.write(file, bytes);
        var plan = StoreRepair.plan(file, CheckListener.NONE);
        assertThat(plan.lost()).extracting(RepairPlan.Lost::what).contains(RepairPlan.What.KEY);
        assertThat(plan.lost()).extracting(RepairPlan.Lost::collection).containsOnly("texts");
        assertThat(plan.lost().toString()).contains("its value is lost");
    }

    @Test
    void aLostPageIsAStaleOneOrALostRange() throws IOException {
        Files.write(file, withALostSegment());
        var plan = StoreRepair.plan(file, CheckListener.NONE);
        assertThat(plan.stale().size() + plan.lost().size()).isPositive();
        assertThat(plan.stale().toString() + plan.lost()).contains("commit");
    }

    @Test
    void aStoreThatIsOpenIsLeftAlone() throws IOException {
        Files.write(file, Sample.closed());
        try (Store store = Store.open(file)) {
            assertThatThrownBy(() -> StoreRepair.repair(file, CheckListener.NONE))
                    .isInstanceOf(RegionOpenException.class);
            assertThat(store.collections()).hasSize(5);
        }
    }

    @Test
    void whatIsNoStoreIsNotRepaired() throws IOException {
        Files.write(file, new byte[20_000]);
        assertThat(StoreRepair.plan(file, CheckListener.NONE).possible()).isFalse();
        assertThatThrownBy(() -> StoreRepair.repair(file, CheckListener.NONE))
                .isInstanceOf(RepairFailedException.class);
        assertThat(names()).containsExactlyInAnyOrder("some.firn", "some.firn.lock");
    }

    @Test
    void everySecondRepairGetsANumberOfItsOwn() throws IOException {
        Files.write(file, Sample.closed());
        StoreRepair.repair(file, CheckListener.NONE);
        var second = StoreRepair.repair(file, CheckListener.NONE);
        assertThat(second.quarantine().getFileName()).hasToString("some.firn.damaged-2");
    }

    /// Nothing is done on the way out that a crash would not do: the seam is called between steps that are durable.
    @ParameterizedTest
    @EnumSource(RepairStep.class)
    void aCrashBeforeAnyStepLeavesTheOldFileOrTheNewOne(RepairStep last) throws IOException {
        byte[] damaged = withALostSegment();
        Files.write(file, damaged);
        class Crash extends Error {
            private static final long serialVersionUID = 1L;
        }
        assertThatThrownBy(() ->
                        StoreRepair.repair(
                                file,
                                CheckListener.NONE,
                                step -> {
                                    if (step == last) throw new Crash();
                                }))
                .isInstanceOf(Crash.class);
        if (last == RepairStep.TIDY) assertThat(Sample.check(Files.readAllBytes(file)).isClean()).isTrue();
        else assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        var again = StoreRepair.repair(file, CheckListener.NONE);
        assertThat(Sample.check(Files.readAllBytes(file)).isClean()).isTrue();
        assertThat(names()).doesNotContain("some.firn.repairing");
        assertThat(Files.readAllBytes(directory.resolve("some.firn.damaged-1"))).isEqualTo(damaged);
        assertThat(again.verified().isClean()).isTrue();
    }

    /// The repair after the crash is ended, too, before any of its steps; the third comes to an end.
    @ParameterizedTest
    @EnumSource(
            value = RepairStep.class,
            names = {"SAVE", "SWAP", "TIDY"})
    void aCrashOfTheRepairAfterACrash(RepairStep last) throws IOException {
        byte[] damaged = withALostSegment();
        for (var again : RepairStep.values()) {
            for (String name : names()) Files.delete(directory.resolve(name));
            Files.write(file, damaged);
            endBefore(last);
            endBefore(again);
            byte[] left = Files.readAllBytes(file);
            boolean isSaved = !Arrays.equals(left, damaged);
            if (isSaved) assertThat(Sample.check(left).isClean()).as(last + ", " + again).isTrue();
            assertThat(StoreRepair.repair(file, CheckListener.NONE).verified().isClean()).isTrue();
            assertThat(names()).doesNotContain("some.firn.repairing");
            assertThat(Files.readAllBytes(directory.resolve("some.firn.damaged-1"))).isEqualTo(damaged);
        }
    }

    private void endBefore(RepairStep last) {
        var crash = new Error("crash");
        Throwable ended = null;
        try {
            StoreRepair.repair(
                    file,
                    CheckListener.NONE,
                    step -> {
                        if (step == last) throw crash;
                    });
        } catch (Error error) {
            ended = error;
        }
        assertThat(ended).isSameAs(crash);
    }

    /// In the middle of writing, the unfinished file stays behind.
    @Test
    void aCrashWhileItSavesLeavesTheOldFile() throws IOException {
        byte[] damaged = withALostSegment();
        Files.write(file, damaged);
        var crash = new Error("crash");
        var listener =
                new CheckListener() {
                    @Override
                    public void progress(Phase phase, long done, long total) {
                        if (phase == Phase.SAVING && done == 7) throw crash;
                    }
                };
        assertThatThrownBy(() -> StoreRepair.repair(file, listener)).isSameAs(crash);
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThat(names()).contains("some.firn.repairing");
        assertThat(StoreRepair.repair(file, CheckListener.NONE).verified().isClean()).isTrue();
        assertThat(names()).doesNotContain("some.firn.repairing");
    }

    @Test
    void whatIsNotedBesideTheDamagedFileGoesWithIt() throws IOException {
        Files.write(file, withALostSegment());
        Files.writeString(directory.resolve("some.firn.media"), "notes");
        StoreRepair.repair(file, CheckListener.NONE);
        assertThat(names()).contains("some.firn.damaged-1.media").doesNotContain("some.firn.media");
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Map<String, Map<Object, Object>> contents() {
        try (Store store = Store.open(file, StoreOptions.defaults().withReadOnly(true))) {
            return Sample.contents(store);
        }
    }

    /// The segment is gone that holds what a leaf's changes are changes of.
    private static byte[] withALostSegment() {
        var bytes = Sample.closed();
        var editor = new Editor(bytes);
        long change = editor.record(editor.leaves("words"), RecordKind.DELTA);
        int base = (int) editor.survey.at(editor.wholeOf(change)).base;
        Arrays.fill(bytes, base, base + Sample.SEGMENT, (byte) 0);
        return bytes;
    }
}
