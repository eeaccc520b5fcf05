package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.OwnedText;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.check.CorruptionCorpus.Case;
import dev.firn.log.format.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field of every structure, one at a time, under checksums that hold: the checker says what it is, and what
/// repair makes of it is clean.
class CorruptionCorpusTest {
    static List<Case> cases() {
        return CorruptionCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDetectedByName(Case one) {
        byte[] damaged = damaged(one);
        var report = Sample.check(damaged);
        assertThat(report.findings()).extracting(Finding::kind).as(report.findings().toString()).contains(one.kind());
        assertThat(report.complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void afterRepairTheCheckerIsClean(Case one) {
        if (one.kind() == FindingKind.NEWER_FORMAT) return; // nobody touches what he does not understand
        byte[] damaged = damaged(one);
        byte[] before = damaged.clone();
        var saved = new byte[2 << 20];
        RepairPlan plan;
        try (Store store = Store.open(Sample.region(saved), Sample.OPTIONS)) {
            plan = new Salvage(Sample.region(damaged), CheckListener.NONE, new SavedStore(store)).run();
        }
        assertThat(damaged).isEqualTo(before);
        assertThat(plan.possible()).isTrue();
        var report = Sample.check(saved);
        assertThat(report.findings()).as(plan.toString()).isEmpty();
        assertThat(report.collections()).extracting(c -> c.info().name()).contains("words");
        long entries = report.collections().stream().mapToLong(CheckReport.Contents::entries).sum();
        assertThat(entries).isEqualTo(plan.kept().stream().mapToLong(RepairPlan.Kept::entries).sum());
    }

    @Test
    void aDeepCheckFindsKeysAndValuesThatCannotBeRead() {
        var bytes = Sample.closed();
        var editor = new Editor(bytes);
        long record = editor.valueRecord(RecordKind.PUT);
        editor.setLength(record, editor.survey.length(record) - 1); // without its end mark
        int page = (int) editor.record(editor.leaves("bulk"), RecordKind.PUT);
        editor.bytes.put(editor.value(editor.entry(page, 0)) - 1, (byte) 'x'); // the key's
        editor.sealAround(record);
        editor.sealAround(page);
        var codecs = Map.<String, Codec<?>>of("string", Codec.string(), "int64", Codec.int64());
        var options = CheckOptions.defaults().deep(schema -> Optional.ofNullable(codecs.get(schema)));
        assertThat(Sample.check(Sample.closed()).isClean()).isTrue();
        assertThat(StoreCheck.run(Sample.region(Sample.closed()), options, CheckListener.NONE).findings()).isEmpty();
        assertThat(StoreCheck.run(Sample.region(bytes), options, CheckListener.NONE).findings())
                .extracting(Finding::kind)
                .contains(FindingKind.KEY_UNREADABLE, FindingKind.VALUE_UNREADABLE);
    }

    /// The table in the documentation is this corpus.
    @Test
    void theTableIsTheCorpus() {
        String rows =
                cases().stream()
                        .map(c ->
                                "| %s | %s | %s | `%s` | %s |\n"
                                        .formatted(
                                                c.structure(),
                                                c.field(),
                                                c.change(),
                                                c.kind(),
                                                c.kind().severity().name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining());
        OwnedText.check(
                Path.of("..", "docs", "testing.md"),
                "corruption corpus",
                "| structure | field | becomes | found as | severity |\n|---|---|---|---|---|\n" + rows);
    }

    private static byte[] damaged(Case one) {
        byte[] bytes = one.store().get();
        one.edit().accept(new Editor(bytes));
        return bytes;
    }
}
