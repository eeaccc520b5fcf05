package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    @TempDir Path folder;

    private final Model model = new Model();
    private final Document first = document(1, "a b b");
    private final Document second = document(2, "b c");

    @BeforeEach
    void oneIsAcknowledged() {
        model.add(first);
    }

    @Test
    void exactlyWhatWasAcknowledgedIsRight() {
        assertThat(Verifier.losses(store(first), model, Optional.of(second))).isEmpty();
        assertThat(model.done()).isEqualTo(1);
    }

    @Test
    void theOneUnderWayMayBeThere() {
        assertThat(Verifier.losses(store(first, second), model, Optional.of(second))).isEmpty();
        assertThat(model.done()).isEqualTo(2);
    }

    @Test
    void butNotInHalf() {
        assertThat(Verifier.losses(store(first, document(2, "b")), model, Optional.of(second)))
                .containsExactly("the word 'c' was counted 1 times in acknowledged files, the store says 0");
        assertThat(Verifier.losses(store(first, document(1, "b")), model, Optional.of(second))).isNotEmpty();
    }

    @Test
    void norIfItWasNeverSent() {
        assertThat(Verifier.losses(store(first, second), model, Optional.empty())).hasSize(3);
    }

    @Test
    void anEmptyStoreHasLostAll() {
        assertThat(Verifier.losses(store(), model, Optional.of(second)))
                .first()
                .isEqualTo("the last file in the store is number 0, but number 1 was the last one acknowledged");
    }

    private WordStore store(Document... documents) {
        Path file = folder.resolve("store" + documents.length + Math.random());
        var store = new JournalStore(file, JournalStore.Defect.NONE);
        for (var document : documents) store.add(document.number(), document.counts());
        return new JournalStore(file, JournalStore.Defect.NONE);
    }

    private static Document document(long number, String text) {
        return new Document(number, "test", text.getBytes(StandardCharsets.UTF_8));
    }
}
