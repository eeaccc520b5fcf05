package dev.firn.faultinjection.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Damages an image in every way there is, and looks what a reader makes of it.
public final class CorruptionSweep<S> {
    private static final int MOST_FINDINGS = 5;
    private static final int MOST_TEXT = 500;

    private final byte[] image;
    private final byte[] scratch;
    private final CorruptionSubject<S> subject;
    private final S whole;

    private CorruptionSweep(byte[] image, CorruptionSubject<S> subject) {
        this.image = image;
        this.scratch = image.clone();
        this.subject = subject;
        this.whole = undamaged(subject, image.clone());
    }

    /// Tries every case of `corruptions` on `image`, which is not changed.
    ///
    /// @throws IllegalStateException when the subject cannot read the image as it is
    /// @throws CancellationException when the thread is interrupted; its status is kept
    public static <S> CorruptionReport run(
            byte[] image, CorruptionSubject<S> subject, List<? extends Corruption> corruptions) {
        var sweep = new CorruptionSweep<>(image, subject);
        var rows = new ArrayList<CorruptionReport.Row>();
        var findings = new ArrayList<CorruptionReport.Finding>();
        for (var corruption : corruptions) rows.add(sweep.row(corruption, findings));
        return new CorruptionReport(rows, findings);
    }

    /// Goes to the one damage that `path`, from a [CorruptionReport.Finding], names.
    public static <S> Outcome replay(
            byte[] image, CorruptionSubject<S> subject, List<? extends Corruption> corruptions, String path) {
        int slash = path.lastIndexOf('/');
        var corruption =
                corruptions.stream()
                        .filter(one -> one.name().equals(path.substring(0, slash)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such corruption: " + path));
        var sweep = new CorruptionSweep<>(image, subject);
        long number = Long.parseLong(path.substring(slash + 1));
        return sweep.judge(corruption.damage(image, sweep.scratch, number)).outcome();
    }

    private CorruptionReport.Row row(Corruption corruption, List<CorruptionReport.Finding> findings) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        int found = 0;
        long cases = corruption.cases(image.length);
        for (long number = 0; number < cases; number++) {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException(corruption.name());
            var damaged = corruption.damage(image, scratch, number);
            if (damaged == image) continue;
            var verdict = judge(damaged);
            counts.merge(verdict.outcome(), 1L, Long::sum);
            if (!verdict.outcome().isGood() && found++ < MOST_FINDINGS) {
                findings.add(
                        new CorruptionReport.Finding(
                                corruption.name() + "/" + number, verdict.outcome(), verdict.what()));
            }
            System.arraycopy(image, 0, scratch, 0, image.length);
        }
        return new CorruptionReport.Row(corruption.name(), counts);
    }

    private record Verdict(Outcome outcome, String what) {}

    private static final Verdict HARMLESS = new Verdict(Outcome.HARMLESS, "");
    private static final Verdict DETECTED = new Verdict(Outcome.DETECTED, "");
    private static final Verdict DECLARED = new Verdict(Outcome.DECLARED, "");

    private Verdict judge(byte[] damaged) {
        S found;
        try {
            found = subject.read(damaged);
        } catch (Throwable failure) {
            return subject.isTyped(failure) ? DETECTED : new Verdict(Outcome.UNTYPED, text(failure));
        }
        if (whole.equals(found)) return HARMLESS;
        return subject.isDeclared(whole, found) ? DECLARED : new Verdict(Outcome.SILENT, "found " + text(found));
    }

    private static String text(Object found) {
        String text = String.valueOf(found);
        if (found instanceof Throwable failure && failure.getStackTrace().length > 0) {
            text += " at " + failure.getStackTrace()[0];
        }
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
    }

    private static <S> S undamaged(CorruptionSubject<S> subject, byte[] image) {
        try {
            return subject.read(image);
        } catch (Exception e) {
            throw new IllegalStateException("the image cannot be read as it is: " + e, e);
        }
    }
}
