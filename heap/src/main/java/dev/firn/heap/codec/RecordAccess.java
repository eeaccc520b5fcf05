package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

/// Finds a way to the accessors and the canonical constructor of a record: the caller's lookup if there is one, then
/// Firn's own (enough for everything on the class path and for opened packages), then what is public for all.
final class RecordAccess {
    private final Class<?> type;
    private final String path;
    private final Lookup lookup;

    /// @param caller the lookup of the caller, or null
    RecordAccess(Class<?> type, String path, Lookup caller) {
        this.type = type;
        this.path = path;
        this.lookup =
                Stream.of(caller == null ? MethodHandles.publicLookup() : caller, MethodHandles.lookup())
                        .map(this::privateLookup)
                        .filter(found -> found != null)
                        .findFirst()
                        .orElse(MethodHandles.publicLookup());
    }

    MethodHandle accessor(RecordComponent component) {
        try {
            return lookup.unreflect(component.getAccessor());
        } catch (IllegalAccessException refused) {
            throw inaccessible(refused);
        }
    }

    MethodHandle constructor() {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return lookup.unreflectConstructor(type.getDeclaredConstructor(types));
        } catch (IllegalAccessException refused) {
            throw inaccessible(refused);
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("a record without its canonical constructor: " + type, impossible);
        }
    }

    private Lookup privateLookup(Lookup from) {
        // A lookup reaches only modules that its own module reads, and nobody has told Firn's about the user's.
        if (from.lookupClass() == RecordAccess.class) {
            RecordAccess.class.getModule().addReads(type.getModule());
        }
        try {
            return MethodHandles.privateLookupIn(type, from);
        } catch (IllegalAccessException refused) {
            return null;
        }
    }

    private CodecException inaccessible(IllegalAccessException refused) {
        return new CodecException(
                ("no codec for %s at %s: Firn has no access to it in %s; pass a lookup of its module,"
                                + " Codec.of(TYPE.class, MethodHandles.lookup()), or open package %s to dev.firn.heap")
                        .formatted(type.getSimpleName(), path, type.getModule(), type.getPackageName()),
                refused);
    }
}
