package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.StoreFormat;
import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every combination of facts means exactly one thing, and the thing that the design says.
class DecisionTablesTest {
    private static final List<Slot> SLOTS =
            List.of(
                    new Slot.Valid(Superblock.first(new UUID(1, 2), 4096, 1)),
                    new Slot.Newer(new StoreFormat(9, 0, 0, 0)),
                    new Slot.Damaged("torn"),
                    new Slot.Foreign(true),
                    new Slot.Foreign(false));

    @Test
    void everyPairOfSlotsHasOneRow() {
        for (var a : SLOTS) {
            for (var b : SLOTS) {
                assertThat(Arrays.stream(SuperblockChoice.values()).filter(row -> row.matches(a, b)))
                        .as("%s, %s", a, b)
                        .hasSize(1);
            }
        }
    }

    @Test
    void aNewerSlotIsNeverOverruled() {
        for (var other : SLOTS) {
            assertThat(SuperblockChoice.of(SLOTS.get(1), other)).isEqualTo(SuperblockChoice.NEWER);
            assertThat(SuperblockChoice.of(other, SLOTS.get(1))).isEqualTo(SuperblockChoice.NEWER);
        }
    }

    @Test
    void oneWholeSlotIsEnough() {
        assertThat(SuperblockChoice.of(SLOTS.get(0), SLOTS.get(2))).isEqualTo(SuperblockChoice.NEWEST);
        assertThat(SuperblockChoice.of(SLOTS.get(3), SLOTS.get(0))).isEqualTo(SuperblockChoice.NEWEST);
        assertThat(SuperblockChoice.of(SLOTS.get(2), SLOTS.get(3))).isEqualTo(SuperblockChoice.CORRUPT);
        assertThat(SuperblockChoice.of(SLOTS.get(3), SLOTS.get(4))).isEqualTo(SuperblockChoice.NOT_A_STORE);
    }

    @Test
    void everyTailHasOneRow() {
        for (int facts = 0; facts < 8; facts++) {
            boolean full = (facts & 1) != 0;
            boolean successor = (facts & 2) != 0;
            boolean beyond = (facts & 4) != 0;
            assertThat(Arrays.stream(TailCase.values()).filter(row -> row.matches(full, successor, beyond)))
                    .as("full %s, successor %s, durable beyond %s", full, successor, beyond)
                    .hasSize(1);
        }
    }

    @Test
    void whatWasDurableIsNeverTakenForATornTail() {
        for (boolean successor : new boolean[] {false, true}) {
            assertThat(TailCase.of(false, successor, true)).isEqualTo(TailCase.ROTTEN);
            assertThat(TailCase.of(false, successor, false)).isEqualTo(TailCase.TORN);
        }
    }
}
