package dev.firn.faultinjection.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bytes of a log, typed here as dm-log-writes and QEMU write them, and what is read from them.
class BlockLogTest {
    private static final int BLOCK = 512;

    /// Magic, version 1, 5 entries, blocks of 512 bytes.
    private static final String HEAD = "7268737766736a00" + "0100000000000000" + "0500000000000000" + "00020000";

    @TempDir Path folder;

    @Test
    void everyKindOfEntryIsRead() throws IOException {
        Path file =
                log(
                        HEAD,
                        "0300000000000000" + "0100000000000000" + "0000000000000000" + "0000000000000000", // a write
                        "aa".repeat(BLOCK),
                        "0000000000000000" + "0000000000000000" + "0100000000000000" + "0000000000000000", // FLUSH
                        "0800000000000000" + "0100000000000000" + "0300000000000000" + "0000000000000000", // FLUSH, FUA
                        "bb".repeat(BLOCK),
                        "0000000000000000"
                                + "0000000000000000"
                                + "0800000000000000"
                                + "0300000000000000"
                                + "656e64", // a mark
                        "1000000000000000" + "0200000000000000" + "0400000000000000" + "0000000000000000"); // a discard
        try (var log = BlockLog.open(file)) {
            assertThat(log.entries())
                    .containsExactly(
                            new BlockEntry(512, 1024, 1536, 512, false, false, false, ""),
                            new BlockEntry(1536, 2048, 0, 0, true, false, false, ""),
                            new BlockEntry(2048, 2560, 4096, 512, true, true, false, ""),
                            new BlockEntry(3072, 3584, 0, 0, false, false, false, "end"),
                            new BlockEntry(3584, 4096, 8192, 1024, false, false, true, ""));
            assertThat(log.data(log.entries().get(0))).hasSize(BLOCK).containsOnly(0xaa);
            assertThat(log.data(log.entries().get(2))).hasSize(BLOCK).containsOnly(0xbb);
            assertThat(log.data(log.entries().get(4))).hasSize(2 * BLOCK).containsOnly(0);
        }
    }

    @Test
    void whatIsNoLogIsRefused() throws IOException {
        assertThatThrownBy(() -> BlockLog.open(log("00".repeat(28))))
                .isInstanceOf(BlockLogException.class)
                .hasMessage("block log at 0x0: expected 0x6a736677736872, found 0x0");
        assertThatThrownBy(() -> BlockLog.open(log(HEAD.replace("00020000", "01020000"))))
                .isInstanceOf(BlockLogException.class)
                .hasMessageContaining("a power of two, found 513");
    }

    @Test
    void aLogThatEndsEarlyIsRefused() throws IOException {
        Path file = log(HEAD, "0300000000000000" + "0100000000000000");
        assertThatThrownBy(() -> BlockLog.open(file))
                .isInstanceOf(BlockLogException.class)
                .hasMessage("block log at 0x400: expected data up to 0x800, found the end");
    }

    @Test
    void anyLengthInATornEntryIsRefused() throws IOException {
        Path file = log(HEAD.replace("0500", "0100"), "ffffffffffffff7f" + "ffffffffffffff7f");
        assertThatThrownBy(() -> BlockLog.open(file)).isInstanceOf(BlockLogException.class);
    }

    private Path log(String... blocks) throws IOException {
        byte[] all = new byte[blocks.length * BLOCK];
        for (int i = 0; i < blocks.length; i++) {
            byte[] bytes = HexFormat.of().parseHex(blocks[i]);
            System.arraycopy(bytes, 0, all, i * BLOCK, bytes.length);
        }
        return Files.write(folder.resolve("writes.log"), Arrays.copyOf(all, all.length));
    }
}
