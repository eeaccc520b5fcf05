package dev.firn.recovery;

/// What was counted while scanning.
///
/// @param objects records that say something of an object
/// @param lastStamp the largest stamp seen, 0 if none
/// @param lastObject the largest object id seen, 0 if none
/// @param trimmed the largest trim mark seen, 0 if none
record Tally(long frames, long records, long objects, long bytes, long lastStamp, long lastObject, long trimmed) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                frames + other.frames,
                records + other.records,
                objects + other.objects,
                bytes + other.bytes,
                Math.max(lastStamp, other.lastStamp),
                Math.max(lastObject, other.lastObject),
                Math.max(trimmed, other.trimmed));
    }
}
