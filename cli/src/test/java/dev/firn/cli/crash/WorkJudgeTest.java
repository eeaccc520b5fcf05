package dev.firn.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Does the judge of the campaigns see a store that lost something? It is shown such stores.
class WorkJudgeTest {
    private static final Script SCRIPT = new Script(5);
    private static final long[] DONE = {30, 20};

    @Test
    void whatTheScriptLeavesIsRight() {
        assertThat(judge(_ -> {}, DONE, DONE)).isEmpty();
        assertThat(judge(_ -> {}, new long[2], new long[] {99, 99})).isEmpty();
    }

    @Test
    void anAcknowledgedTransactionThatIsMissingIsSeen() {
        assertThat(judge(_ -> {}, new long[] {31, 20}, new long[] {32, 21}))
                .containsExactly("thread 0: transaction 31 was acknowledged, the last one in the store is 30");
    }

    @Test
    void oneThatWasNeverBegunIsSeen() {
        assertThat(judge(_ -> {}, new long[] {30, 18}, new long[] {31, 19}))
                .containsExactly("thread 1: transaction 20 is in the store, no more than 19 had begun");
    }

    @Test
    void aMissingValueIsSeen() {
        assertThat(judge(store -> values(store).pollFirstEntry(), DONE, DONE))
                .singleElement()
                .asString()
                .endsWith("is missing");
    }

    @Test
    void aWrongValueIsSeen() {
        assertThat(judge(store -> values(store).put(values(store).firstKey(), new byte[3]), DONE, DONE))
                .singleElement()
                .asString()
                .contains("does not hold what transaction");
    }

    @Test
    void aStrangerIsSeen() {
        assertThat(judge(store -> values(store).put("0/99", new byte[0]), DONE, DONE))
                .containsExactly("key 0/99 is there, after [30, 20] it must not be");
    }

    @Test
    void aLostCountIsSeen() {
        assertThat(
                        judge(
                                store -> store.sortedMap("progress", Codec.string(), Codec.int64()).put("total", 11L),
                                DONE,
                                DONE))
                .containsExactly("the shared total is 11, must be 12");
    }

    private static DurableSortedMap<String, byte[]> values(Store store) {
        return store.sortedMap("odd", Codec.string(), Codec.bytes());
    }

    private static List<String> judge(Consumer<Store> damage, long[] atLeast, long[] atMost) {
        var region = Regions.ofMemory(MemorySegment.ofArray(new long[4 << 17]));
        try (var store = Store.open(region, WorkStore.options(WorkStore.ANY_BACKEND))) {
            var work = new WorkStore(store, SCRIPT);
            for (int thread = 0; thread < DONE.length; thread++) {
                for (long number = 1; number <= DONE[thread]; number++) work.apply(thread, number);
            }
            damage.accept(store);
            return WorkJudge.judge(work, SCRIPT, atLeast, atMost);
        }
    }
}
