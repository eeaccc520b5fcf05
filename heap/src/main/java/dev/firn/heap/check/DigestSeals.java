package dev.firn.heap.check;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// Whether the checksum of a digest holds, whatever the digest says: one that a crash has torn is no damage, since
/// nobody waits for digests, but one that is whole must be right.
final class DigestSeals {
    private final View view;
    private final Superblock superblock;

    DigestSeals(View view, Superblock superblock) {
        this.view = view;
        this.superblock = superblock;
    }

    /// Where the segment's digest would be.
    long at(Header segment) {
        return superblock.base(segment.segment()) + superblock.segmentBytes() - DigestLayout.BYTES;
    }

    boolean holds(Header segment) {
        long at = at(segment);
        int list = DigestLayout.length(view, at);
        int most = superblock.segmentBytes() - SegmentLayout.FRAMES - FrameLayout.BYTES - DigestLayout.BYTES;
        if (!DigestLayout.hasMagic(view, at) || list < 0 || list > most) return false;
        return DigestLayout.crc(view, at) == crc(segment);
    }

    /// What the checksum of the digest should be; its length must fit.
    int crc(Header segment) {
        long at = at(segment);
        int list = DigestLayout.length(view, at);
        var bytes = new byte[PrefixLayout.BYTES + list + DigestLayout.BYTES];
        var target = MemorySegment.ofArray(bytes);
        long from = at - list - superblock.base(segment.segment());
        PrefixLayout.put(target, superblock.store(), segment.life(), segment.segment(), segment.generation(), from, 0);
        view.copyTo(at - list, target, PrefixLayout.BYTES, list + DigestLayout.BYTES);
        DigestLayout.putCrc(target, PrefixLayout.BYTES + list, 0);
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
