package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Store;
import org.junit.jupiter.api.Test;

/// The power failed while a closed store was opened: the LIFE frames are there, and the superblock of the new life is
/// not. The superblock that counts is the one of the closed store, whose ends are before those frames; the checker took
/// that for damage.
class OpeningCrashCheckTest {
    @Test
    void lifeFramesWithoutTheirSuperblock() {
        var closed = Sample.closed();
        var opened = closed.clone();
        Store.open(Sample.region(opened), Sample.OPTIONS);
        System.arraycopy(closed, 0, opened, 0, 8192);
        var report = Sample.check(opened);
        assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        assertThat(report.findings()).extracting(Finding::kind).containsOnly(FindingKind.HEAD_END);
    }
}
