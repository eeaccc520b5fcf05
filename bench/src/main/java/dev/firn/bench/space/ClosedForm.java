package dev.firn.bench.space;

/// The least write amplification of uniform traffic in one log with segments of many records, cleaned in the order of age, at a
/// fill `F`: `a / (a + W0(-a e^-a))` with `a = 1 / F` (arXiv 1110.4245).
final class ClosedForm {
    private ClosedForm() {}

    static double amplification(double fill) {
        double a = 1 / fill;
        return a / (a + lambert(-a * Math.exp(-a)));
    }

    /// The principal branch for arguments in (-1/e, 0), by halving: `w e^w` grows from -1 to 0.
    private static double lambert(double value) {
        double low = -1;
        double high = 0;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (middle * Math.exp(middle) < value) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
