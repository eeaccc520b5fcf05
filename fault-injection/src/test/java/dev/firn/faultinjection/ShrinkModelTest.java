package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultyRegion;
import dev.firn.faultinjection.rules.CheckedRegion;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.ShrinkRefusedException;
import dev.firn.pmem.SyncFailedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a crash leaves of a region that was cut, or gave blocks back.
class ShrinkModelTest {
    private final SimulatedRegion region = SimulatedRegion.create(128, 128);

    @Test
    void aCutLeavesTheOldLengthOrTheNewOne() {
        region.shrink(64);
        assertThat(region.size()).isEqualTo(64);
        assertThatThrownBy(() -> region.view().getByte(64)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(lengths()).containsExactly(128, 64);
    }

    /// Not even where what was stored behind the end comes back into reach.
    @Test
    void whatWasCutOffNeverComesBack() {
        region.publish(0, 1);
        region.publish(64, 2);
        region.publish(120, 3);
        region.persist(120, 8);
        region.shrink(64);
        region.grow(128);
        assertThat(region.view().getLong(64)).isZero();
        assertThat(region.view().getLong(120)).isZero();
        for (var model : CrashModel.values()) {
            var medium = atTheEnd();
            for (long[] image : images(model, medium)) {
                assertThat(image[8]).as("%s", model).isZero();
                assertThat(image[15]).as("%s", model).isZero();
            }
        }
    }

    /// The hash is kept up by differences; a wrong one would take different images for the same.
    @Test
    void theHashIsThatOfWhatIsLeft() {
        region.publish(0, 1);
        region.publish(120, 3);
        region.persist(0, 128);
        region.shrink(64);
        var medium = atTheEnd();
        assertThat(medium.hash()).isEqualTo(Words.hash(medium.durable()));
    }

    @Test
    void aReleasedWordIsOldOrZeroUntilADrain() {
        region.write(0, MemorySegment.ofArray(new long[] {7, 7, 7}), 0, 24);
        region.drain();
        assertThat(region.release(0, 16)).isTrue();
        assertThat(region.view().getLong(0)).isZero();
        assertThat(Enumeration.of(CrashModel.WORDS, atTheEnd()).distinct()).isEqualTo(4);
        region.drain();
        assertThat(Enumeration.of(CrashModel.WORDS, atTheEnd()).distinct()).isEqualTo(1);
        assertThat(atTheEnd().durable()).startsWith(new byte[16]).contains(7, org.assertj.core.data.Index.atIndex(16));
    }

    @Test
    void whatIsTakenBackIsZeroForGood() {
        region.write(0, MemorySegment.ofArray(new long[] {7, 7, 7}), 0, 24);
        region.reclaim(0, 16);
        assertThat(Enumeration.of(CrashModel.WORDS, atTheEnd()).distinct()).isEqualTo(2);
    }

    @Test
    void aReleaseIsNoBytes() {
        var before = region.counters();
        region.release(0, 64);
        region.shrink(64);
        assertThat(region.counters()).isEqualTo(before);
    }

    /// A program that forgets its second copy before the first is durable, and one that does it in order.
    @Test
    void aSweepFindsACutThatComesTooEarly() {
        assertThatThrownBy(() -> CrashExplorer.explore(new Mover(true))).isInstanceOf(CrashFailure.class);
        CrashExplorer.explore(new Mover(false));
    }

    @Test
    void faultsOfACut() {
        var refused = new FaultyRegion(region, Fault.SHRINK_REFUSED, 1);
        assertThatThrownBy(() -> refused.shrink(64)).isInstanceOf(ShrinkRefusedException.class);
        assertThat(refused.size()).isEqualTo(128);
        refused.shrink(120);
        var failed = new FaultyRegion(region, Fault.SHRINK, 1);
        assertThatThrownBy(() -> failed.shrink(64)).isInstanceOf(SyncFailedException.class);
        assertThatThrownBy(() -> failed.shrink(8)).isInstanceOf(RegionPoisonedException.class);
        var noHoles = new FaultyRegion(region, Fault.NO_HOLES, 1);
        assertThat(noHoles.release(0, 8)).isFalse();
        assertThat(noHoles.release(0, 8)).isTrue();
    }

    @Test
    void whatIsGoneNeedsNoDrain() {
        var checked = new CheckedRegion(region);
        checked.publish(64, 1);
        checked.shrink(64);
        checked.publish(0, 1);
        checked.release(0, 64);
        checked.acknowledge("nothing is left");
        assertThat(checked.findings()).isEmpty();
        assertThatThrownBy(() -> checked.release(60, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(checked.findings()).hasSize(1);
    }

    private Medium atTheEnd() {
        var medium = new Medium(new byte[128], region.trace());
        while (medium.step()) continue;
        return medium;
    }

    private Set<Integer> lengths() {
        var lengths = new java.util.LinkedHashSet<Integer>();
        var medium = new Medium(new byte[128], region.trace());
        do lengths.add(medium.durable().length);
        while (medium.step());
        return lengths;
    }

    private static List<long[]> images(CrashModel model, Medium medium) {
        var images = new ArrayList<long[]>();
        var units = new Units();
        units.divide(model, medium.pending(), medium.durable());
        medium.image().choose(units);
        new Odometer()
                .turn(
                        units,
                        medium.image(),
                        () -> {
                            var words = new long[16];
                            for (int word = 0; word < 16; word++) words[word] = Words.get(medium.image().bytes(), word);
                            images.add(words);
                        });
        medium.image().reset();
        return images;
    }

    /// Moves a word from the end of the region to its front and cuts the end off.
    private record Mover(boolean early) implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            var region = SimulatedRegion.create(128, 128);
            region.publish(64, 42);
            region.persist(64, 8);
            region.forget();
            return region;
        }

        @Override
        public void work(SimulatedRegion region) {
            region.publish(0, region.view().getLong(64));
            if (early) region.shrink(64);
            region.persist(0, 8);
            if (!early) region.shrink(64);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            return region.view().getLong(region.size() == 64 ? 0 : 64);
        }

        @Override
        public void judge(Long found, Progress progress) {
            assertThat(found).isEqualTo(42);
        }
    }
}
