package dev.firn.faultinjection.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.blocks.BlockCut.Survivors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a device with a volatile cache may hold after a power cut, case by case.
class BlockTraceTest {
    private static final int SECTOR = 512;
    private static final int FLUSH = 1;
    private static final int FUA = 2;
    private static final int DISCARD = 4;

    @TempDir Path folder;

    private final ByteBuffer log = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).position(SECTOR);
    private int entries;

    @Test
    void whatIsInTheCacheMayBeLostOrKept() throws IOException {
        write(0, 1, 0, 'a');
        assertThat(contents(1, Survivors.NONE)).isEqualTo("....");
        assertThat(contents(1, Survivors.ALL)).isEqualTo("a...");
    }

    @Test
    void whatAFlushHasCoveredIsDurable() throws IOException {
        write(0, 1, 0, 'a');
        write(0, 0, FLUSH, ' ');
        write(1, 1, 0, 'b');
        assertThat(contents(2, Survivors.NONE)).isEqualTo("a...");
        assertThat(contents(3, Survivors.NONE)).isEqualTo("a...");
        assertThat(contents(3, Survivors.ALL)).isEqualTo("ab..");
    }

    @Test
    void theDataOfAWriteWithFlushIsNot() throws IOException {
        write(0, 1, 0, 'a');
        write(1, 1, FLUSH, 'b');
        assertThat(contents(2, Survivors.NONE)).isEqualTo("a...");
    }

    @Test
    void fuaMakesItsOwnDataDurableAndNoOther() throws IOException {
        write(0, 1, 0, 'a');
        write(1, 1, 0, 'b');
        write(1, 1, FUA, 'c');
        assertThat(contents(3, Survivors.NONE)).isEqualTo(".c..");
        assertThat(contents(3, Survivors.ALL)).isEqualTo("ac..");
    }

    @Test
    void aDiscardIsCachedLikeAWrite() throws IOException {
        write(0, 2, 0, 'a');
        write(0, 0, FLUSH, ' ');
        write(0, 1, DISCARD, ' ');
        assertThat(contents(3, Survivors.NONE)).isEqualTo("aa..");
        assertThat(contents(3, Survivors.ALL)).isEqualTo(".a..");
    }

    @Test
    void writesSurviveInAnyCombinationAndSectorsByThemselves() throws IOException {
        write(0, 2, 0, 'a');
        write(2, 1, 0, 'b');
        assertThat(seen(2, Survivors.SOME)).containsExactlyInAnyOrder("....", "aa..", "..b.", "aab.");
        assertThat(seen(2, Survivors.TORN)).hasSize(8).contains("a...", ".ab.");
    }

    @Test
    void anOlderWriteMaySurviveANewerOne() throws IOException {
        write(0, 1, 0, 'a');
        write(0, 1, 0, 'b');
        assertThat(seen(2, Survivors.SOME)).containsExactlyInAnyOrder("....", "a...", "b...");
    }

    @Test
    void cutsGoForward() throws IOException {
        write(0, 1, 0, 'a');
        try (var opened = open()) {
            var trace = new BlockTrace(BlockImage.blank(4 * SECTOR), opened);
            trace.image(new BlockCut(1, Survivors.NONE, 1));
            assertThatThrownBy(() -> trace.image(new BlockCut(0, Survivors.NONE, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cut at entry 0; there are 1 to 1 left");
        }
    }

    @Test
    void imagesDoNotDisturbEachOther() throws IOException {
        write(0, 1, 0, 'a');
        write(0, 0, FLUSH, ' ');
        write(0, 1, 0, 'b');
        try (var opened = open()) {
            var trace = new BlockTrace(BlockImage.blank(4 * SECTOR), opened);
            BlockImage first = trace.image(new BlockCut(2, Survivors.NONE, 1));
            first.write(SECTOR, new byte[] {'x'}, 0, 1);
            BlockImage second = trace.image(new BlockCut(3, Survivors.ALL, 1));
            assertThat(text(first)).isEqualTo("ax..");
            assertThat(text(second)).isEqualTo("b...");
        }
    }

    @Test
    void anImageIsWrittenAndReadAsASparseFile() throws IOException {
        BlockImage image = BlockImage.blank(10 * 4096 + 7);
        image.write(5 * 4096 - 1, new byte[] {1, 2}, 0, 2);
        image.write(10 * 4096 + 6, new byte[] {3}, 0, 1);
        Path file = folder.resolve("image");
        image.writeTo(file);
        BlockImage read = BlockImage.read(file);
        assertThat(read.bytes()).isEqualTo(10 * 4096 + 7);
        assertThat(new byte[] {read.get(5 * 4096 - 1), read.get(5 * 4096), read.get(10 * 4096 + 6), read.get(0)})
                .containsExactly(1, 2, 3, 0);
    }

    private Set<String> seen(int entry, Survivors survivors) throws IOException {
        var seen = new HashSet<String>();
        for (int seed = 0; seed < 200; seed++) seen.add(contents(new BlockCut(entry, survivors, seed)));
        return seen;
    }

    private String contents(int entry, Survivors survivors) throws IOException {
        return contents(new BlockCut(entry, survivors, 1));
    }

    private String contents(BlockCut cut) throws IOException {
        try (var opened = open()) {
            return text(new BlockTrace(BlockImage.blank(4 * SECTOR), opened).image(cut));
        }
    }

    /// The first byte of each sector.
    private static String text(BlockImage image) {
        var text = new StringBuilder();
        for (long at = 0; at < image.bytes(); at += SECTOR) {
            text.append(image.get(at) == 0 ? '.' : (char) image.get(at));
        }
        return text.toString();
    }

    private void write(long sector, long sectors, long flags, char letter) {
        int at = log.position();
        log.putLong(sector).putLong(sectors).putLong(flags).putLong(0).position(at + SECTOR);
        if (flags != DISCARD) for (int i = 0; i < sectors * SECTOR; i++) log.put((byte) letter);
        entries++;
    }

    private BlockLog open() throws IOException {
        log.putLong(0, BlockLogLayout.MAGIC).putLong(8, 1).putLong(16, entries).putInt(24, SECTOR);
        return BlockLog.open(Files.write(folder.resolve("writes.log"), log.array()));
    }
}
