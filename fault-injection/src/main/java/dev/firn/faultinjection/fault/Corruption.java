package dev.firn.faultinjection.fault;


import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A way to damage an image: a family of cases, counted from 0.
public interface Corruption {
    /// For reports.
    String name();

    /// How many cases there are for an image of `length` bytes.
    long cases(int length);

    /// Case number `number` of `image`. It may be built in `scratch`, which begins as a copy of the image and is
    /// restored by the caller afterwards; otherwise, where the length changes, in an array of its own.
    ///
    /// @return the damaged bytes, or `image` itself when this case changes nothing
    byte[] damage(byte[] image, byte[] scratch, long number);

    /// What a sweep uses when nothing else is said: all of these that need no older image.
    static List<Corruption> all(int pageBytes) {
        return List.of(
                bitFlips(),
                words(),
                pageSwaps(pageBytes),
                truncations(64),
                zeroedPrefixes(64),
                zeroedSuffixes(64),
                extensions(64, 64 << 10));
    }

    /// Each single bit.
    static Corruption bitFlips() {
        return new Damage(
                "bit flips",
                length -> 8L * length,
                (image, scratch, number) -> {
                    scratch[(int) (number >>> 3)] ^= (byte) (1 << (number & 7));
                    return scratch;
                });
    }

    /// Each aligned 8-byte word becomes zeros, ones, and its neighbour on either side.
    static Corruption words() {
        return new Damage("words", length -> 4L * (length / 8), Corruption::replaceWord);
    }

    private static byte[] replaceWord(byte[] image, byte[] scratch, long number) {
        int at = (int) (number >>> 2) * 8;
        long before = (long) Damage.WORD.get(image, at);
        int last = (image.length & -8) - 8;
        long after =
                switch ((int) number & 3) {
                    case 0 -> 0;
                    case 1 -> -1;
                    case 2 -> (long) Damage.WORD.get(image, Math.max(at - 8, 0));
                    default -> (long) Damage.WORD.get(image, Math.min(at + 8, last));
                };
        if (before == after) return image;
        Damage.WORD.set(scratch, at, after);
        return scratch;
    }

    /// Each aligned 8-byte word becomes what it was in `older`.
    static Corruption staleWords(byte[] older) {
        return stale("stale words", older, 8);
    }

    /// Each page becomes what it was in `older`: a write that never arrived.
    static Corruption stalePages(byte[] older, int pageBytes) {
        return stale("stale pages of " + pageBytes, older, pageBytes);
    }

    private static Corruption stale(String name, byte[] older, int unit) {
        return new Damage(
                name,
                length -> Math.min(length, older.length) / unit,
                (image, scratch, number) -> {
                    int at = (int) number * unit;
                    if (Arrays.equals(image, at, at + unit, older, at, at + unit)) return image;
                    System.arraycopy(older, at, scratch, at, unit);
                    return scratch;
                });
    }

    /// Each pair of pages changes places: writes that went astray.
    static Corruption pageSwaps(int pageBytes) {
        return new Damage(
                "page swaps of " + pageBytes,
                length -> (long) (length / pageBytes) * (length / pageBytes),
                (image, scratch, number) -> {
                    int pages = image.length / pageBytes;
                    int first = (int) (number / pages) * pageBytes;
                    int second = (int) (number % pages) * pageBytes;
                    boolean same =
                            first >= second
                                    || Arrays.equals(
                                            image, first, first + pageBytes, image, second, second + pageBytes);
                    if (same) return image;
                    System.arraycopy(image, second, scratch, first, pageBytes);
                    System.arraycopy(image, first, scratch, second, pageBytes);
                    return scratch;
                });
    }

    /// Each shorter length, in steps; the shortest is empty.
    static Corruption truncations(int stepBytes) {
        return new Damage(
                "truncations",
                length -> (length + stepBytes - 1) / stepBytes,
                (image, scratch, number) -> Arrays.copyOf(image, (int) number * stepBytes));
    }

    /// The first bytes become zeros: each length, in steps.
    static Corruption zeroedPrefixes(int stepBytes) {
        return new Damage(
                "zeroed prefixes",
                length -> length / stepBytes,
                (image, scratch, number) -> zeroed(image, scratch, 0, (int) (number + 1) * stepBytes));
    }

    /// The last bytes become zeros: each length, in steps.
    static Corruption zeroedSuffixes(int stepBytes) {
        return new Damage(
                "zeroed suffixes",
                length -> length / stepBytes,
                (image, scratch, number) -> zeroed(image, scratch, (int) number * stepBytes, image.length));
    }

    private static byte[] zeroed(byte[] image, byte[] scratch, int from, int to) {
        Arrays.fill(scratch, from, to, (byte) 0);
        return Arrays.equals(image, scratch) ? image : scratch;
    }

    /// Longer by each length up to `mostBytes`, in steps: with zeros, with ones, with random bytes, and with a copy of
    /// the image's end.
    static Corruption extensions(int stepBytes, int mostBytes) {
        return new Damage(
                "extensions",
                length -> 4L * (mostBytes / stepBytes),
                (image, scratch, number) -> {
                    int added = (int) (number / 4 + 1) * stepBytes;
                    var longer = Arrays.copyOf(image, image.length + added);
                    switch ((int) number & 3) {
                        case 0 -> {}
                        case 1 -> Arrays.fill(longer, image.length, longer.length, (byte) -1);
                        case 2 -> fillRandomly(longer, image.length, number);
                        default -> {
                            int copied = Math.min(added, image.length);
                            System.arraycopy(image, image.length - copied, longer, image.length, copied);
                        }
                    }
                    return longer;
                });
    }

    private static void fillRandomly(byte[] bytes, int from, long seed) {
        var random = new Random(seed);
        for (int at = from; at < bytes.length; at++) bytes[at] = (byte) random.nextInt();
    }
}
