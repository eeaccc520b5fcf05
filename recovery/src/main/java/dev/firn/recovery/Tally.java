package dev.firn.recovery;

/// What was counted while scanning.
///
/// @param objects records that say something of an object
/// @param lastStamp the largest stamp seen, 0 if none
/// @param lastRecordStamp the same of frames that have records
/// @param lastObject the largest object id seen, 0 if none
/// @param trimmed the largest trim mark seen, 0 if none
/// @param parts frames that are parts of longer batches
record Tally(
        long frames,
        long records,
        long objects,
        long bytes,
        long lastStamp,
        long lastRecordStamp,
        long lastObject,
        long trimmed,
        long parts) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Whether nothing counted here is wanted any more, now that everything before stamp `bound` was trimmed.
    boolean isUnwanted(long bound) {
        return objects == 0 && lastRecordStamp < bound;
    }

    Tally plus(Tally other) {
        return new Tally(
                frames + other.frames,
                records + other.records,
                objects + other.objects,
                bytes + other.bytes,
                Math.max(lastStamp, other.lastStamp),
                Math.max(lastRecordStamp, other.lastRecordStamp),
                Math.max(lastObject, other.lastObject),
                Math.max(trimmed, other.trimmed),
                parts + other.parts);
    }
}
