package dev.firn.heap.tree.format;

import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// An entry: the lengths of key and value, then the key, then the value. A value may be the id of the object that holds
/// it (in an inner page always: the child). In a change an entry may also say that its key is gone.
///
/// The two lengths are read once as a word ([#read]) and taken apart by the other methods.
public final class EntryLayout {
    public static final StructLayout LAYOUT =
            structLayout(PageHead.U16.withName("keyLength"), PageHead.U16.withName("value")).withName("entry");

    public static final int BYTES = (int) LAYOUT.byteSize();
    public static final int REFERENCE_BYTES = Long.BYTES;
    public static final int MAX_INLINE_BYTES = 0x7fff;
    public static final int MAX_KEY_BYTES = 0xffff;

    private static final int REFERENCE = 0x8000 | REFERENCE_BYTES;
    private static final int REMOVED = 0xffff;
    private static final int VALUE_SHIFT =
            (int) LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("value")) * Byte.SIZE;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EntryLayout() {}

    public static int read(View view, long entry) {
        return view.getInt(entry);
    }

    public static int read(byte[] source, int at) {
        return (int) INT.get(source, at);
    }

    public static int keyLength(int lengths) {
        return lengths & 0xffff;
    }

    /// Bytes of the value in the entry; 0 when the key is gone.
    public static int valueLength(int lengths) {
        int value = lengths >>> VALUE_SHIFT;
        return value == REMOVED ? 0 : value & 0x7fff;
    }

    public static boolean isRemoved(int lengths) {
        return lengths >>> VALUE_SHIFT == REMOVED;
    }

    /// Whether the value is the id of an object.
    public static boolean isReference(int lengths) {
        return lengths >>> VALUE_SHIFT == REFERENCE;
    }

    /// Bytes of the entry.
    public static int bytes(int lengths) {
        return BYTES + keyLength(lengths) + valueLength(lengths);
    }

    public static long key(long entry) {
        return entry + BYTES;
    }

    public static int key(int entry) {
        return entry + BYTES;
    }

    public static long value(long entry, int lengths) {
        return entry + BYTES + keyLength(lengths);
    }

    /// The object that the value names.
    public static long object(View view, long entry, int lengths) {
        return view.getLong(value(entry, lengths));
    }

    public static long object(byte[] source, int entry) {
        return (long) LONG.get(source, entry + BYTES + keyLength(read(source, entry)));
    }

    public static int inline(int keyLength, int valueLength) {
        return keyLength | valueLength << VALUE_SHIFT;
    }

    public static int reference(int keyLength) {
        return keyLength | REFERENCE << VALUE_SHIFT;
    }

    public static int removed(int keyLength) {
        return keyLength | REMOVED << VALUE_SHIFT;
    }

    public static void write(byte[] target, int at, int lengths) {
        INT.set(target, at, lengths);
    }

    public static void writeObject(byte[] target, int entry, long object) {
        LONG.set(target, entry + BYTES + keyLength(read(target, entry)), object);
    }
}
