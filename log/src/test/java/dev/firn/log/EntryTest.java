package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EntryTest {
    @Property
    void anAddressComesBack(
            @ForAll @LongRange(min = 1, max = (1L << 45) - 1) long units,
            @ForAll @IntRange(min = 8, max = 1 << 24) int bytes) {
        long entry = Entry.of(units * 8, bytes);
        assertThat(entry).isNotEqualTo(Entry.NONE).isPositive();
        assertThat(Entry.address(entry)).isEqualTo(units * 8);
        assertThat(Entry.isLocked(entry)).isFalse();
        assertThat(Entry.isLocked(Entry.locked(entry))).isTrue();
        assertThat(Entry.address(Entry.locked(entry))).isEqualTo(units * 8);
        assertThat(Entry.sizeBytes(Entry.locked(entry))).isEqualTo(Entry.sizeBytes(entry));
    }

    /// Records are whole words long.
    @Property
    void aSizeIsRoundedDownByLittle(@ForAll @IntRange(min = 1, max = 1 << 21) int words) {
        int size = SizeClass.bytes(SizeClass.of(words * 8));
        assertThat(size).isLessThanOrEqualTo(words * 8).isGreaterThan(words * 8 - words * 8 / 1024 - 1);
    }

    @Test
    void sizeClassesGrowWithSizes() {
        int last = 0;
        for (int bytes = 8; bytes <= LogOptions.MAX_SEGMENT_BYTES; bytes += Math.max(8, bytes / 64 & -8)) {
            int now = SizeClass.of(bytes);
            assertThat(now).isBetween(last, (1 << SizeClass.BITS) - 1);
            assertThat(SizeClass.bytes(now)).isLessThanOrEqualTo(bytes);
            last = now;
        }
    }

    @Property
    void aSizeUpToSixteenKibIsExact(@ForAll @IntRange(min = 1, max = (1 << 11) - 1) int words) {
        assertThat(SizeClass.rounded(words * 8)).isEqualTo(words * 8);
    }

    @Test
    void aTombstoneIsNoVersion() {
        long entry = Entry.tombstone(4096, 8);
        assertThat(Entry.isTombstone(entry)).isTrue();
        assertThat(Entry.version(entry)).isEqualTo(Entry.NONE);
        assertThat(Entry.address(entry)).isEqualTo(4096);
        assertThat(Entry.isTombstone(Entry.of(4096, 8))).isFalse();
    }

    @Test
    void theLargestAddressFits() {
        long address = Entry.ADDRESS_LIMIT - 8;
        assertThat(Entry.address(Entry.of(address, 8))).isEqualTo(address);
    }
}
