package dev.firn.faultinjection.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.plain.FileCode;
import com.example.plain.MemoryCode;
import com.example.plain.Notes;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.junit.CrashPlan;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a crash may do with names, sizes and contents of files.
class FileModelTest {
    private static final CrashOptions OPTIONS = CrashOptions.defaults();

    @Test
    void writeForceRenameForceReplacesAFile() {
        var report = replace(true, true);
        assertThat(report.sampled()).isEmpty();
    }

    @Test
    void aRenamedFileWhoseBytesWereNotForcedIsFound() {
        assertThatThrownBy(() -> replace(false, true)).isInstanceOf(CrashFailure.class).hasMessageContaining("found");
    }

    @Test
    void aRenameThatWasNotForcedIsFound() {
        assertThatThrownBy(() -> replace(true, false))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("\"new\" was acknowledged")
                .hasMessageContaining("directory entry of notes");
    }

    @Test
    void aRenameNeverLosesTheFile() {
        var states = new TreeSet<String>();
        new CrashPlan(OPTIONS.withNested(0))
                .given(directory -> Files.writeString(directory.resolve("a"), "text"))
                .when((directory, _) -> FileCode.move(directory, "a", "b"))
                .then(directory -> {
                    var found = new TreeMap<String, String>();
                    for (var file : directory.toFile().listFiles())
                        found.put(file.getName(), Files.readString(file.toPath()));
                    return found;
                })
                .check((found, _) -> states.add(found.toString()));
        assertThat(states).containsExactlyInAnyOrder("{a=text}", "{b=text}", "{a=text, b=text}");
    }

    @Test
    void aNewFileIsThereOnlyWhenItsDirectoryWasForced() {
        var sizes = new TreeSet<Long>();
        new CrashPlan(OPTIONS.withNested(0).withModels(CrashModel.NONE_SURVIVE))
                .givenNothing()
                .when((directory, operations) -> {
                    FileCode.all().get("Files.newBufferedWriter").run(directory);
                    operations.run("written", () -> {});
                })
                .then(directory -> Files.exists(directory.resolve("new")) ? Files.size(directory.resolve("new")) : -1)
                .check((size, _) -> sizes.add(size));
        assertThat(sizes).containsExactly(-1L);
    }

    /// Each way of changing files is crashed everywhere; recovery, too, changes them. Images are built one from the
    /// other, so a byte left over from an earlier one would be an escaped store, or another answer the second time.
    @Test
    void imagesDoNotLeakIntoEachOther() throws Exception {
        var all = new TreeMap<>(FileCode.all());
        MemoryCode.all().entrySet().stream()
                .filter(code -> code.getKey().startsWith("buffer put") || code.getKey().startsWith("slice"))
                .forEach(code -> all.put(code.getKey(), code.getValue()));
        long images = 0;
        for (var code : all.values()) {
            images +=
                    new CrashPlan(OPTIONS.withExhaustive(16).withCuts(4, 2).withRandom(4, 1).withBudget(120))
                            .given(FileCode::setUp)
                            .when((directory, _) -> code.run(directory))
                            .then(FileCode::tidyUp)
                            .check((_, _) -> {})
                            .images();
        }
        assertThat(images).isGreaterThan(1000);
    }

    private static CrashReport replace(boolean forcesFile, boolean forcesDirectory) {
        return new CrashPlan(OPTIONS.withExhaustive(1 << 12))
                .given(directory -> Files.writeString(directory.resolve("notes"), "old"))
                .when((directory, operations) ->
                        operations.run("new", () -> new Notes(directory, forcesFile, forcesDirectory).save("new")))
                .then(directory -> new Notes(directory, true, true).load())
                .check((found, done) -> {
                    boolean mayBeOld = !done.isAcknowledged("new");
                    boolean mayBeNew = done.isStarted("new");
                    if (found.equals("new") ? mayBeNew : found.equals("old") && mayBeOld) return;
                    throw new AssertionError(
                            (mayBeOld ? "" : "\"new\" was acknowledged, ") + "found \"" + found + "\"");
                });
    }
}
