package dev.firn.log;

import dev.firn.pmem.Regions;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A buffer that frames are built in, with what is needed to seal them. Not safe for use by several threads.
final class Staging {
    private final LogMemory memory;
    private final MemorySegment bytes;
    private final ByteBuffer buffer;
    private final View view;
    private final CRC32C crc = new CRC32C();

    Staging(LogMemory memory, long size) {
        this.memory = memory;
        this.bytes = memory.bytes(size);
        this.buffer = bytes.asByteBuffer();
        this.view = Regions.ofMemory(bytes).view();
    }

    MemorySegment bytes() {
        return bytes;
    }

    /// The layouts read by views, also what is not yet on the medium.
    View view() {
        return view;
    }

    /// CRC-32C of the first `length` bytes.
    int checksum(int length) {
        return checksum(0, length);
    }

    /// CRC-32C of `length` bytes from byte `from` on.
    int checksum(int from, int length) {
        crc.reset();
        buffer.clear().position(from).limit(from + length);
        crc.update(buffer);
        return (int) crc.getValue();
    }

    /// This one, or a longer one with the same first `used` bytes.
    Staging atLeast(long size, long used) {
        if (size <= bytes.byteSize()) return this;
        var longer = new Staging(memory, Math.max(size, 2 * bytes.byteSize()));
        MemorySegment.copy(bytes, 0, longer.bytes, 0, used);
        return longer;
    }
}
