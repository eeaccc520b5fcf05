package dev.firn.heap.check;

import java.util.Objects;

/// One thing that is wrong with a store, or worth knowing. Immutable.
///
/// @param kind what it is; never null
/// @param at where in the file, in bytes; -1 when it is about no place
/// @param segment the segment it is in, -1 for none
/// @param object the object it is about, 0 for none
/// @param collection the name of the collection it is in, empty for none
/// @param expected what should be there
/// @param found what is there
public record Finding(
        FindingKind kind, long at, int segment, long object, String collection, String expected, String found) {
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }

    public Severity severity() {
        return kind.severity();
    }

    /// What to do about it, in a sentence; empty where nothing needs to be done.
    public String advice() {
        return kind.advice();
    }

    /// Such as `in segment 3, at 0x6420, object 17, collection "a"`; empty for no place.
    public String where() {
        var text = new StringBuilder();
        if (segment >= 0) text.append(", segment ").append(segment);
        if (at >= 0) text.append(", byte 0x").append(Long.toHexString(at));
        if (object != 0) text.append(", object ").append(object);
        if (!collection.isEmpty()) text.append(", collection \"").append(collection).append('"');
        return text.isEmpty() ? "" : text.substring(2);
    }

    @Override
    public String toString() {
        String place = where();
        return "%s%s: expected %s, found %s"
                .formatted(kind, place.isEmpty() ? "" : " (" + place + ")", expected, found);
    }
}
