package dev.firn.heap;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One value that survives: a root, a setting, a counter. Empty at first.
///
/// Every single call is atomic, and durable on return; inside [Store#transact] all calls are one. Safe for use by
/// several threads. Throws what a [DurableMap] throws.
///
/// @param <T> the value
public final class DurableRef<T> {
    private static final byte KEY = 0;

    private final MapCore<Byte, T> core;

    DurableRef(Store store, StoredTree tree, Codec<T> codec) {
        this.core = new MapCore<>(store, tree, Codec.int8(), codec);
    }

    public String name() {
        return core.tree.info.name();
    }

    public Optional<T> get() {
        return Optional.ofNullable(core.get(KEY));
    }

    public T getOr(T other) {
        return get().orElse(other);
    }

    /// @param value not null: see [#clear]
    public void set(T value) {
        core.put(KEY, value);
    }

    /// Sets what `function` makes of the value (null when empty), in one transaction. A null from it empties.
    public Optional<T> update(UnaryOperator<T> function) {
        Objects.requireNonNull(function, "function");
        return core.atomically(() -> {
            T after = function.apply(core.get(KEY));
            if (after == null) core.remove(KEY);
            else core.put(KEY, after);
            return Optional.ofNullable(after);
        });
    }

    public void clear() {
        core.remove(KEY);
    }

    @Override
    public String toString() {
        return name() + "=" + get().map(Object::toString).orElse("(empty)");
    }
}
