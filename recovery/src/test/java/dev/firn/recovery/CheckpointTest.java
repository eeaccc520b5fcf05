package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.CheckpointScenario.Act;
import dev.firn.recovery.LogScenario.Op;
import dev.firn.recovery.RecoveryReport.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Logs that are opened by a checkpoint.
class CheckpointTest {
    private static List<Act> puts(int count, int bytes) {
        var acts = new ArrayList<Act>();
        for (int i = 0; i < count; i++) acts.add(new Act.Append(new Op.Put(1 + i % 40, i + "x".repeat(bytes))));
        return acts;
    }

    private static CheckpointScenario scenario(int records, List<Act> acts) {
        return CheckpointScenario.of(records, acts.toArray(Act[]::new));
    }

    private static Recovered afterwards(CheckpointScenario scenario) {
        var region = scenario.run(scenario.prepare());
        scenario.recover(SimulatedRegion.of(region.image(), region.image().length));
        return Recovery.open(region.kill(), scenario.options());
    }

    @Test
    void aShortTailIsRead() {
        var recovered = afterwards(scenario(20, puts(59, 200)));
        assertThat(recovered.report().checkpoint()).isEqualTo(Checkpoint.USED);
        assertThat(recovered.report().records()).isLessThan(60);
        assertThat(recovered.checkpoint().orElseThrow().runs().size()).isGreaterThan(1);
        assertThat(LogScenario.contents(recovered.log()).batches()).hasSize(59);
    }

    @Test
    void withoutACheckpointAllIsRead() {
        var recovered = afterwards(scenario(1000, puts(30, 200)));
        assertThat(recovered.report().checkpoint()).isEqualTo(Checkpoint.NONE);
        assertThat(recovered.report().records()).isEqualTo(60);
    }

    @Test
    void manyLives() {
        var acts = new ArrayList<Act>();
        for (int life = 0; life < 6; life++) {
            acts.addAll(puts(8, 300));
            acts.add(life % 2 == 0 ? new Act.Kill() : new Act.Reopen());
        }
        var recovered = afterwards(scenario(12, acts));
        assertThat(recovered.report().checkpoint()).isEqualTo(Checkpoint.USED);
        assertThat(LogScenario.contents(recovered.log()).batches()).hasSize(48);
    }

    @Test
    void whereNeitherManifestCanBeReadAllIs() {
        var scenario = scenario(20, puts(59, 200));
        var region = scenario.prepare();
        scenario.work(region);
        byte[] image = region.image();
        var where = SuperblockChoice.read(SimulatedRegion.of(image, image.length)).checkpoint();
        image[(int) where.address() + 40] ^= 1;
        assertThat(opened(scenario, image).report().checkpoint()).isEqualTo(Checkpoint.USED);
        image[(int) where.copy() + 40] ^= 1;
        var recovered = opened(scenario, image);
        assertThat(recovered.report().checkpoint()).isEqualTo(Checkpoint.UNREADABLE);
        assertThat(LogScenario.contents(recovered.log()).batches()).hasSize(59);
    }

    private static Recovered opened(CheckpointScenario scenario, byte[] image) {
        return Recovery.openReadOnly(SimulatedRegion.of(image, image.length), scenario.options());
    }

    /// There is no room for one: commits go on, and nothing is lost.
    @Test
    void aCheckpointThatFindsNoRoomIsGivenUp() {
        var scenario = scenario(4, puts(9, 300)).withSegments(1, 1);
        var region = scenario.prepare();
        scenario.work(region);
        assertThat(LogScenario.contents(Recovery.open(region.kill(), scenario.options()).log()).batches()).hasSize(9);
    }

    @Test
    void aStoreOfFormat10NeedsNothingNew() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(2), LogScenario.regionBytes(2));
        var first = Log.format(region, LogScenario.defaults());
        assertThat(first.format().incompatible()).isZero();
        var scenario = scenario(20, puts(59, 200));
        var other = scenario.prepare();
        scenario.work(other);
        assertThat(Recovery.open(other.kill(), scenario.options()).log().superblock().format().incompatible()).isOne();
    }
}
