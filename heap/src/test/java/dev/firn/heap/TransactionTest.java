package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private final Store store = Stores.small();
    private final DurableSortedMap<String, Integer> map = store.sortedMap("m", Codec.string(), Codec.int32());

    @Test
    void allOfItOrNothing() {
        store.transact(() -> {
            map.put("a", 1);
            map.put("b", 2);
        });
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", 10);
                            map.remove("b");
                            map.put("c", 3);
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(map).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void checkedExceptionsComeOutAsTheyAre() {
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", 1);
                            if (map.size() == 1) throw new IOException("no");
                            return null;
                        }))
                .isInstanceOf(IOException.class);
        assertThat(map).isEmpty();
    }

    @Test
    void itSeesItsOwnChanges() {
        map.put("a", 1);
        map.put("b", 2);
        int answer =
                store.transact(() -> {
                    map.put("c", 3);
                    map.remove("a");
                    assertThat(map).isEqualTo(Map.of("b", 2, "c", 3)).hasSize(2);
                    map.clear();
                    assertThat(map).isEmpty();
                    map.put("d", 4);
                    assertThat(map.firstKey()).isEqualTo("d");
                    return map.size();
                });
        assertThat(answer).isEqualTo(1);
        assertThat(map).isEqualTo(Map.of("d", 4));
    }

    @Test
    void othersDoNotSeeItBeforeItsEnd() throws Exception {
        map.put("a", 1);
        var seen = new AtomicReference<Integer>();
        store.transact(() -> {
            map.put("a", 2);
            join(Thread.ofVirtual().start(() -> seen.set(map.get("a"))));
        });
        assertThat(seen.get()).isEqualTo(1);
        assertThat(map.get("a")).isEqualTo(2);
    }

    @Test
    void nestedOnesJoin() {
        store.transact(() -> {
            map.put("a", 1);
            store.transact(() -> {
                assertThat(map.get("a")).isEqualTo(1);
                map.put("b", 2);
            });
            store.read(() -> assertThat(map).hasSize(2));
        });
        assertThat(map).hasSize(2);
        assertThat(store.metrics().commits()).isEqualTo(2); // the map and the transaction
    }

    @Test
    void aNestedFailureThatIsCaughtStillRollsBack() {
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", 1);
                            try {
                                store.transact(() -> {
                                    map.put("b", 2);
                                    throw new IllegalStateException("half way");
                                });
                            } catch (IllegalStateException caught) {
                                map.put("c", 3);
                            }
                        }))
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("half way")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(map).isEmpty();
    }

    @Test
    void aChangeInsideAReadIsRefused() {
        map.put("a", 1);
        assertThatThrownBy(() -> store.read(() -> map.put("a", 2))).isInstanceOf(ReadOnlyTransactionException.class);
        assertThatThrownBy(() -> store.read(() -> map.remove("a"))).isInstanceOf(ReadOnlyTransactionException.class);
        assertThatThrownBy(() -> store.read(map::clear)).isInstanceOf(ReadOnlyTransactionException.class);
        assertThatThrownBy(() -> store.read(() -> store.transact(() -> {})))
                .isInstanceOf(ReadOnlyTransactionException.class);
        assertThatThrownBy(() -> store.read(() -> store.ref("new", Codec.int32())))
                .isInstanceOf(ReadOnlyTransactionException.class);
        assertThat(map).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aReadStaysInItsMoment() {
        map.put("a", 1);
        store.read(() -> {
            assertThat(map.get("a")).isEqualTo(1);
            join(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 6000; i++) map.put("a", i);
                                map.put("b", 2);
                            }));
            assertThat(map.get("a")).isEqualTo(1);
            assertThat(map).isEqualTo(Map.of("a", 1)).hasSize(1);
        });
        assertThat(map).hasSize(2);
        assertThat(store.metrics().snapshots().open()).isZero();
    }

    @Test
    void byHand() {
        try (var tx = store.begin()) {
            map.put("a", 1);
            store.transact(() -> map.put("b", 2));
            assertThat(tx.isOpen()).isTrue();
            tx.commit();
            assertThat(tx.isOpen()).isFalse();
            assertThatThrownBy(tx::commit).isInstanceOf(TransactionEndedException.class);
            assertThatThrownBy(tx::rollback).isInstanceOf(TransactionEndedException.class);
        }
        try (var tx = store.begin()) {
            map.put("c", 3);
            assertThat(tx.isOpen()).isTrue();
        }
        assertThat(map).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void byHandItBelongsToItsThread() {
        try (var tx = store.begin()) {
            map.put("a", 1);
            var failure = new AtomicReference<Throwable>();
            var seen = new AtomicReference<Integer>();
            join(
                    Thread.ofVirtual()
                            .start(() -> {
                                seen.set(map.get("a"));
                                try {
                                    tx.commit();
                                } catch (TransactionOwnerException expected) {
                                    failure.set(expected);
                                }
                            }));
            assertThat(seen.get()).isNull();
            assertThat(failure.get()).isInstanceOf(TransactionOwnerException.class);
            tx.commit();
        }
        assertThat(map.get("a")).isEqualTo(1);
    }

    @Test
    void someThingsAreNotPossibleInside() {
        store.transact(() -> {
            assertThatThrownBy(store::begin).isInstanceOf(TransactionOpenException.class);
            assertThatThrownBy(store::close).isInstanceOf(TransactionOpenException.class);
            map.put("a", 1);
        });
        store.read(() -> {
            assertThatThrownBy(store::begin).isInstanceOf(TransactionOpenException.class);
            assertThatThrownBy(store::close).isInstanceOf(TransactionOpenException.class);
        });
        assertThat(map).hasSize(1);
    }

    @Test
    void anIteratorEndsWithItsTransaction() {
        map.put("a", 1);
        map.put("b", 2);
        var inWrite = store.transact(() -> map.keySet().iterator());
        var inRead = store.read(() -> map.keySet().iterator());
        assertThatThrownBy(inWrite::next).isInstanceOf(TransactionEndedException.class);
        assertThatThrownBy(inRead::next).isInstanceOf(TransactionEndedException.class);
    }

    @Test
    void anIteratorOfATransactionIsNotForOtherThreads() {
        map.put("a", 1);
        store.transact(() -> {
            var keys = map.keySet().iterator();
            var failure = new AtomicReference<Throwable>();
            join(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    keys.next();
                                } catch (TransactionOwnerException expected) {
                                    failure.set(expected);
                                }
                            }));
            assertThat(failure.get()).hasMessageContaining(Thread.currentThread().getName());
        });
    }

    @Test
    void anInterruptChangesNothing() {
        Thread.currentThread().interrupt();
        try {
            map.put("a", 1);
            store.transact(() -> map.put("b", 2));
            store.read(() -> assertThat(map.get("a")).isEqualTo(1));
            store.ref("r", Codec.int32()).set(7);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(map).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void anInterruptWhileWaitingForTheOtherWriterChangesNothing() {
        var waiting =
                store.transact(() -> {
                    var thread = Thread.ofPlatform().start(() -> map.put("b", 2));
                    while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
                    thread.interrupt();
                    map.put("a", 1);
                    return thread;
                });
        join(waiting);
        assertThat(map).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void aNewCollectionOutlivesTheTransactionThatAskedForIt() {
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            store.map("new", Codec.string(), Codec.string()).put("a", "b");
                            throw new IllegalStateException();
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.collections()).extracting(CollectionInfo::name).containsExactly("m", "new");
        assertThat(store.map("new", Codec.string(), Codec.string())).isEmpty();
    }

    @Test
    void severalCollectionsAreOne() {
        var ref = store.ref("total", Codec.int32());
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", 1);
                            ref.set(1);
                            throw new IllegalStateException();
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ref.get()).isEmpty();
        store.transact(() -> {
            map.put("a", 1);
            ref.update(total -> total == null ? 1 : total + 1);
        });
        assertThat(ref.get()).contains(1);
    }

    private static void join(Thread thread) {
        boolean done = false;
        while (!done) {
            try {
                thread.join();
                done = true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
