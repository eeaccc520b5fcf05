package dev.firn.cli.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Hands out the documents of a corpus by number, and again those that a killed child had not finished.
///
/// Files that hold no text are passed over. Thread-safe.
final class Feed {
    private final Iterator<Text> texts;
    private final Deque<Document> unfinished = new ArrayDeque<>();
    private long nextNumber = 1;
    private long skipped;

    Feed(List<Text> texts) {
        this.texts = texts.iterator();
    }

    /// The document of that number, which is not finished yet and at most one beyond those handed out; empty when the
    /// corpus ends before it.
    synchronized Optional<Document> get(long number) {
        while (nextNumber <= number) {
            if (!readNext()) return Optional.empty();
        }
        return unfinished.stream().filter(document -> document.number() == number).findFirst();
    }

    /// Forgets the documents up to `number`: nobody will ask for them again.
    synchronized void finished(long number) {
        while (!unfinished.isEmpty() && unfinished.peekFirst().number() <= number) unfinished.removeFirst();
    }

    /// Files that were passed over, and the highest number handed out.
    synchronized long skipped() {
        return skipped;
    }

    synchronized long handedOut() {
        return nextNumber - 1;
    }

    private boolean readNext() {
        while (texts.hasNext()) {
            Text text = texts.next();
            Optional<byte[]> bytes = read(text);
            if (bytes.isPresent()) {
                unfinished.addLast(new Document(nextNumber++, text.name(), bytes.get()));
                return true;
            }
            skipped++;
        }
        return false;
    }

    private static Optional<byte[]> read(Text text) {
        try {
            return Corpus.read(text);
        } catch (IOException e) {
            return Optional.empty(); // Gone or damaged since it was listed: counted among the skipped.
        }
    }
}
