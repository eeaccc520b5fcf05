package dev.firn.log.space;

/// How many classes the traffic deserves. Separation costs when every object is written equally often, and pays the more the
/// less equal they are; so this measures how far from equal.
///
/// The *gap* of a write is how many ticks ago its object was last written. In steady traffic an object with the share `p` of the
/// written bytes and the share `q` of the live bytes has, on average, a gap of `live * q / p`. So
/// `ln(live) - mean(ln(gap))`, weighted by written bytes, is the sum of `p * ln(p / q)`: the divergence of what is written from
/// what is there, but for Euler's constant, by which the mean logarithm of exponentially distributed gaps is less than the logarithm
/// of their mean. It is 0 for uniform traffic, 0.83 for 80/20, 1.76 for 90/10, about 3.8 for Zipf 0.99 over 240,000 objects; it
/// sees objects that are never written; and it is negative when objects are written in turns, where separation is of no use either.
///
/// Not safe for use by several threads.
public final class Skew {
    private static final double EULER = 0.5772156649015329;

    /// Uniform traffic measures within 0.02 of 0. 60/40 has 0.08, and one class is best for it, too.
    private static final double NONE = 0.12;

    /// Found by simulation, see docs/cleaning.md: two classes for 0.3, four for 0.9, six for 1.8, ten for 3.
    private static final double CLASSES_A_NAT = 3;

    /// Live volumes of writes until they count half.
    private static final double MEMORY = 4;

    /// Live volumes of writes from which on the measure counts. Until all objects are known, it says too little rather than too much.
    private static final double EARLY = 1 / 8.0;

    /// A count of classes is kept until the measure is this far from it, so that noise opens no segments.
    private static final double STIFFNESS = 0.7;

    private double weight;
    private double logarithms;
    private double liveLogarithms;
    private boolean known;
    private int classes;

    /// @param classes what to begin with, until an eighth of the live volume was written: 1, or what an earlier life had
    public Skew(int classes) {
        this.classes = Math.max(1, classes);
    }

    /// An object is written, or deleted, that was last written `gap` ticks ago.
    ///
    /// @param ticks what is written, in ticks, at least 1
    /// @param live what is live in the whole store, in ticks, at least 1
    public void wrote(long gap, long ticks, long live) {
        weight += ticks;
        logarithms += ticks * Math.log(Math.max(0.5, gap));
        liveLogarithms += ticks * Math.log(live);
        if (weight > EARLY * live) known = true;
        if (weight > MEMORY * live) halve();
    }

    /// The divergence, in nats. 0 as long as nothing was written.
    public double divergence() {
        return weight == 0 ? 0 : (liveLogarithms - logarithms) / weight - EULER;
    }

    /// How many classes to have now: 1 to `most`.
    public int classes(int most) {
        if (!known) return Math.min(classes, most);
        double wanted = divergence() < NONE ? 1 : Math.max(2, 1 + CLASSES_A_NAT * divergence());
        if (Math.abs(wanted - classes) > STIFFNESS) classes = (int) Math.clamp(Math.round(wanted), 1L, IntervalClasses.MOST);
        return Math.min(classes, most);
    }

    private void halve() {
        weight /= 2;
        logarithms /= 2;
        liveLogarithms /= 2;
    }
}
