package dev.firn.faultinjection.report;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Which of the pending words of a crash were lost, as the shortest of three texts: `lost 3-5 9`, `kept 0-2`, or
/// `packed` and deflated bits in base 64.
final class WordSet {
    private static final int CLEARLY = 10;
    private static final int READABLE = 120;

    private WordSet() {}

    /// @param lost numbers below `words`
    static String text(BitSet lost, int words) {
        var kept = new BitSet();
        kept.set(0, words);
        kept.andNot(lost);
        String shortest = "lost " + IndexRanges.text(lost);
        String other = "kept " + IndexRanges.text(kept);
        if (other.length() + CLEARLY < shortest.length()) shortest = other;
        if (shortest.length() < READABLE) return shortest;
        String packed = "packed " + pack(lost);
        return packed.length() < shortest.length() ? packed : shortest;
    }

    /// The lost ones.
    ///
    /// @throws IllegalArgumentException when it is not what [#text] writes
    static BitSet parse(String text, int words) {
        int space = text.indexOf(' ');
        String rest = text.substring(space + 1);
        var set =
                switch (space < 0 ? "" : text.substring(0, space)) {
                    case "lost", "kept" -> IndexRanges.parse(rest);
                    case "packed" -> unpack(rest, words);
                    default -> throw new IllegalArgumentException("neither lost, kept nor packed");
                };
        if (set.length() > words) throw new IllegalArgumentException("names word " + (set.length() - 1));
        if (text.startsWith("kept ")) set.flip(0, words);
        return set;
    }

    private static String pack(BitSet set) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(set.toByteArray());
            deflater.finish();
            var bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[512];
            while (!deflater.finished()) bytes.write(buffer, 0, deflater.deflate(buffer));
            return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        }
    }

    private static BitSet unpack(String text, int words) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(Base64.getDecoder().decode(text));
            byte[] bytes = new byte[words / 8 + 1];
            int length = inflater.inflate(bytes);
            if (!inflater.finished()) throw new IllegalArgumentException("packed words do not end");
            return BitSet.valueOf(Arrays.copyOf(bytes, length));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("packed words are damaged", e);
        }
    }
}
