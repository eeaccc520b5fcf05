package dev.firn.faultinjection.schedule;

/// Which schedules are tried. Immutable.
public sealed interface Search {
    /// All with at most so many preemptions: moments at which a thread loses its turn though it could go on. First
    /// those with none, then with one, and so on. Most mistakes need one or two.
    record Preemptions(int bound) implements Search {
        public Preemptions {
            if (bound < 0) throw new IllegalArgumentException("bound " + bound);
        }
    }

    /// `count` walks that choose by chance at every step.
    record Walks(long seed, int count) implements Search {}

    /// `count` walks by priorities drawn at random, which change at `changes` places (probabilistic concurrency
    /// testing, Burckhardt et al., ASPLOS 2010): finds a mistake that needs so many changes with a known probability.
    record Priorities(long seed, int count, int changes) implements Search {}
}
