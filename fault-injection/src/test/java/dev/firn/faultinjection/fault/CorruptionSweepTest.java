package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.MediumFaultException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CorruptionSweepTest {
    private static final int BYTES = 2048;
    private static final int PAGE = 512;

    /// Half of it means something; the first four bytes check that half.
    private static byte[] image(long seed) {
        var image = new byte[BYTES];
        var random = new Random(seed);
        for (int at = 4; at < BYTES / 2; at++) image[at] = (byte) random.nextInt();
        int crc = crc(image);
        for (int i = 0; i < 4; i++) image[i] = (byte) (crc >>> 8 * i);
        return image;
    }

    private static int crc(byte[] image) {
        var crc = new CRC32C();
        crc.update(image, 4, BYTES / 2 - 4);
        return (int) crc.getValue();
    }

    private static ByteBuffer verified(byte[] image) {
        if (image.length < BYTES / 2) throw new MediumFaultException(0, image.length, "too short", null);
        int crc = 0;
        for (int i = 0; i < 4; i++) crc |= (image[i] & 0xff) << 8 * i;
        if (crc != crc(image)) throw new MediumFaultException(0, 4, "checksum", null);
        return unverified(image);
    }

    private static ByteBuffer unverified(byte[] image) {
        return ByteBuffer.wrap(image, 4, BYTES / 2 - 4).slice();
    }

    @Test
    void aChecksumDetectsEverything() {
        var report = CorruptionSweep.run(image(1), CorruptionSweepTest::verified, Corruption.all(PAGE)).requireGood();
        assertThat(report.count(Outcome.SILENT)).isZero();
        var flips = report.rows().getFirst().outcomes();
        assertThat(flips.get(Outcome.DETECTED)).isEqualTo(BYTES / 2 * 8);
        assertThat(flips.get(Outcome.HARMLESS)).isEqualTo(BYTES / 2 * 8);
        assertThat(report.table()).contains("| bit flips | 8192 | 8192 | 0 | 0 | 0 |");
    }

    @Test
    void withoutItEverythingIsSilentOrUntyped() {
        var report = CorruptionSweep.run(image(1), CorruptionSweepTest::unverified, Corruption.all(PAGE));
        var flips = report.rows().getFirst().outcomes();
        assertThat(flips.get(Outcome.SILENT)).isEqualTo((BYTES / 2 - 4) * 8);
        assertThat(report.count(Outcome.UNTYPED)).as("too short").isPositive();
        var finding = report.findings().getFirst();
        assertThat(finding.path()).isEqualTo("bit flips/32");
        assertThatThrownBy(report::requireGood)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bit flips/32");
        assertThat(CorruptionSweep.replay(
                        image(1), CorruptionSweepTest::unverified, Corruption.all(PAGE), finding.path()))
                .isEqualTo(Outcome.SILENT);
    }

    @Test
    void aStalePageIsNoticedOnlyByWhoKnowsMore() {
        var older = image(2);
        var stale = List.of(Corruption.stalePages(older, PAGE), Corruption.staleWords(older));
        var report = CorruptionSweep.run(image(1), CorruptionSweepTest::verified, stale).requireGood();
        assertThat(report.rows().get(0).outcomes().get(Outcome.DETECTED)).isEqualTo(2);
        assertThat(report.rows().get(1).outcomes().get(Outcome.DETECTED)).isEqualTo(BYTES / 2 / 8);
        // All of it stale is no damage that a checksum can see.
        var whole = CorruptionSweep.run(image(1), CorruptionSweepTest::verified, List.of(Corruption.stalePages(older, 1024)));
        assertThat(whole.count(Outcome.SILENT)).isEqualTo(1);
    }

    @Test
    void eachCaseIsTheDamageItSays() {
        byte[] image = image(1);
        for (var corruption : Corruption.all(PAGE)) {
            var seen = new HashSet<Integer>();
            for (long number = 0; number < corruption.cases(image.length); number++) {
                var damaged = corruption.damage(image, image.clone(), number);
                if (damaged == image) continue;
                assertThat(Arrays.equals(damaged, image)).as("%s/%d", corruption.name(), number).isFalse();
                seen.add(Arrays.hashCode(damaged));
            }
            assertThat(seen).as(corruption.name()).hasSizeGreaterThan(4);
        }
        assertThat(image).isEqualTo(image(1));
    }

    @Test
    void whatASubjectDeclaresIsNotSilent() {
        var report =
                CorruptionSweep.run(
                        image(1),
                        new CorruptionSubject<ByteBuffer>() {
                            @Override
                            public ByteBuffer read(byte[] image) {
                                return unverified(image);
                            }

                            @Override
                            public boolean isDeclared(ByteBuffer whole, ByteBuffer found) {
                                return true;
                            }
                        },
                        List.of(Corruption.bitFlips()));
        assertThat(report.requireGood().count(Outcome.DECLARED)).isEqualTo((BYTES / 2 - 4) * 8);
    }
}
