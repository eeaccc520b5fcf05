/// Benchmarks, by JMH: what one operation costs, beside the counters that do not depend on the machine. `Main` runs
/// them and writes `docs/benchmarks.md`.
package dev.firn.bench;
