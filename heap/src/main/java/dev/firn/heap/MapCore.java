package dev.firn.heap;

import dev.firn.heap.tree.Tree;
import dev.firn.pmem.MediumFaultException;
import java.util.Objects;
import java.util.function.Supplier;

/// Operations on one collection by typed keys and values. What fails in a codec fails before anything is changed.
final class MapCore<K, V> {
    final Store store;
    final Engine engine;
    final StoredTree tree;
    final Codec<K> keys;
    final Codec<V> values;

    MapCore(Store store, StoredTree tree, Codec<K> keys, Codec<V> values) {
        this.store = store;
        this.engine = store.engine;
        this.tree = tree;
        this.keys = keys;
        this.values = values;
    }

    V get(K key) {
        var context = store.current();
        var scratch = store.scratches.take();
        try {
            encodeKey(key, scratch);
            return store.access.find(context, tree, scratch) ? scratch.decode(values) : null;
        } finally {
            store.scratches.give(scratch);
        }
    }

    boolean contains(K key) {
        var context = store.current();
        var scratch = store.scratches.take();
        try {
            encodeKey(key, scratch);
            return store.access.find(context, tree, scratch);
        } finally {
            store.scratches.give(scratch);
        }
    }

    V put(K key, V value) {
        Objects.requireNonNull(value, "value");
        var context = store.current();
        var scratch = store.scratches.take();
        try {
            encodeKey(key, scratch);
            scratch.value.reset();
            values.write(value, scratch.value);
            engine.requireKey(tree, scratch.key.length());
            engine.requireValue(tree, scratch.value.length());
            return store.access.put(context, tree, scratch) ? scratch.decode(values) : null;
        } finally {
            store.scratches.give(scratch);
        }
    }

    V remove(K key) {
        var context = store.current();
        var scratch = store.scratches.take();
        try {
            encodeKey(key, scratch);
            return store.access.remove(context, tree, scratch) ? scratch.decode(values) : null;
        } finally {
            store.scratches.give(scratch);
        }
    }

    /// Removes a key by its bytes.
    void remove(byte[] key, int length) {
        var context = store.current();
        var scratch = store.scratches.take();
        try {
            scratch.key.reset();
            scratch.key.putBytes(key, 0, length);
            store.access.remove(context, tree, scratch);
        } finally {
            store.scratches.give(scratch);
        }
    }

    /// Runs `body` in the current transaction, or in one of its own.
    <T> T atomically(Supplier<T> body) {
        return store.transact(body::get);
    }

    Walk walk(Range range, boolean descending) {
        engine.requireUsable();
        return Walk.of(engine, store.current(), tree, range, descending);
    }

    long size() {
        try {
            return count();
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            engine.damage.again(tree, odd, (pages, stamp) -> Tree.count(pages, stamp, tree.root));
            if (odd instanceof InternalError late) throw MediumFaultException.late(late);
            throw odd;
        }
    }

    private long count() {
        return switch (store.current()) {
            case Outside _ -> store.read(this::count);
            case ReadScope read -> tree.size(engine.pages, read.snapshot);
            case WriteScope write -> {
                var writes = write.writes(tree);
                long stored = writes != null && writes.isCleared() ? 0 : tree.size(engine.pages);
                yield writes == null ? stored : stored + writes.added();
            }
        };
    }

    void clear() {
        switch (store.current()) {
            case Outside _ -> store.transact(this::clear);
            case ReadScope _ -> throw new ReadOnlyTransactionException();
            case WriteScope write -> write.writesTo(tree).clear();
        }
    }

    byte[] bytes(K key) {
        var scratch = store.scratches.take();
        try {
            encodeKey(key, scratch);
            return scratch.key.toByteArray();
        } finally {
            store.scratches.give(scratch);
        }
    }

    K key(Scratch scratch, byte[] bytes, int length) {
        return scratch.decode(keys, bytes, length);
    }

    private void encodeKey(K key, Scratch scratch) {
        Objects.requireNonNull(key, "key");
        engine.requireUsable();
        scratch.key.reset();
        keys.write(key, scratch.key);
    }
}
