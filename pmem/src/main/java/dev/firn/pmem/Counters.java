package dev.firn.pmem;

/// What a region has done: exact counts, the same on every machine.
///
/// @param writes calls of [Region#write]
/// @param bytes bytes passed to [Region#write] and [Region#publish]
/// @param lines cache lines written back or stored past the cache (`CACHE_LINE`), as 64-byte lines touched
/// @param fences drains that were an instruction (`BYTE`, `CACHE_LINE`)
/// @param syncs synchronisations of a file (`PAGE`); drains that shared one count once
public record Counters(long writes, long bytes, long lines, long fences, long syncs) {
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    /// What was done since `earlier`.
    public Counters since(Counters earlier) {
        return new Counters(
                writes - earlier.writes,
                bytes - earlier.bytes,
                lines - earlier.lines,
                fences - earlier.fences,
                syncs - earlier.syncs);
    }
}
