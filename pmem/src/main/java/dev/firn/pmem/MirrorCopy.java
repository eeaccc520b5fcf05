package dev.firn.pmem;

import java.lang.foreign.MemorySegment;

/// Makes one region equal to another, so that a crash at any point leaves a target that nobody takes for anything: its
/// head, by which its content is known, is zero from before the first other byte changes until all of them are there.
public final class MirrorCopy {
    private static final int PIECE = 1 << 20;

    private MirrorCopy() {}

    /// Told of the progress of a copy: bytes done, bytes in all.
    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    /// Copies all of `source`. Durable on return.
    ///
    /// @param head bytes at the beginning without which the rest means nothing, at most 1 MiB
    /// @throws MediumFaultException when `source` cannot be read; the target is then nothing
    public static void run(Region source, Region target, int head, Progress progress) {
        var buffer = MemorySegment.ofArray(new byte[PIECE]);
        target.write(0, buffer, 0, Math.min(head, target.size()));
        target.drain();
        target.grow(source.size());
        for (long at = head; at < source.size(); at += PIECE) {
            long length = Math.min(PIECE, source.size() - at);
            source.view().copyTo(at, buffer, 0, length);
            target.write(at, buffer, 0, length);
            progress.at(at, source.size());
        }
        target.drain();
        source.view().copyTo(0, buffer, 0, head);
        target.write(0, buffer, 0, head);
        target.drain();
        progress.at(source.size(), source.size());
    }

    /// The shorter one becomes as long as the other, with zeros.
    public static void equalLength(Region one, Region other) {
        one.grow(other.size());
        other.grow(one.size());
    }
}
