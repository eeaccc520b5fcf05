package dev.firn.heap;

import dev.firn.heap.WriteSet.Change;
import dev.firn.heap.tree.Bytes;
import java.util.Arrays;
import java.util.Map;

/// Goes through what a transaction sees: the store and, on top, what the transaction wrote; also what it writes while
/// the walk is on its way, from the current key on.
final class MergedWalk implements Walk {
    private final WriteScope scope;
    private final StoredTree tree;
    private final Range range;
    private final boolean descending;
    private final TreeWalk stored;
    private final Bytes storedKey = new Bytes();
    private boolean storedWanted = true;
    private boolean storedThere;
    private byte[] last;
    private Change change;
    private boolean done;

    MergedWalk(WriteScope scope, Engine engine, StoredTree tree, Range range, boolean descending) {
        this.scope = scope;
        this.tree = tree;
        this.range = range;
        this.descending = descending;
        this.stored = TreeWalk.forWriter(engine, tree, range, descending);
    }

    @Override
    public boolean advance() {
        scope.requireUsable();
        while (!done) {
            readStored();
            var written = nextWritten();
            if (written == null && !storedThere) break;
            int order = order(written);
            storedWanted = order <= 0;
            change = order >= 0 ? written.getValue() : null;
            last = order >= 0 ? written.getKey() : Arrays.copyOf(storedKey.array(), storedKey.length());
            if (change == null || !change.isRemoval()) return true;
        }
        end();
        return false;
    }

    /// Negative: what is stored comes first; positive: what was written does; 0: it was written over.
    private int order(Map.Entry<byte[], Change> written) {
        if (!storedThere) return 1;
        if (written == null) return -1;
        int order =
                Arrays.compareUnsigned(
                        storedKey.array(), 0, storedKey.length(), written.getKey(), 0, written.getKey().length);
        return descending ? -order : order;
    }

    private void readStored() {
        var writes = scope.writes(tree);
        if (writes != null && writes.isCleared()) {
            storedThere = false;
        } else if (storedWanted) {
            storedThere = stored.advance();
            if (storedThere) stored.key(storedKey);
        }
        storedWanted = false;
    }

    private Map.Entry<byte[], Change> nextWritten() {
        var writes = scope.writes(tree);
        if (writes == null) return null;
        byte[] bound = descending ? range.high() : range.low();
        boolean inclusive = descending ? range.highInclusive() : range.lowInclusive();
        var next = last == null ? writes.next(bound, inclusive, descending) : writes.next(last, false, descending);
        return next == null || !range.contains(next.getKey()) ? null : next;
    }

    @Override
    public void key(Bytes target) {
        target.set(last, last.length);
    }

    @Override
    public void value(Bytes target) {
        if (change == null) stored.value(target);
        else target.set(change.value(), change.value().length);
    }

    @Override
    public void wasRead() {}

    @Override
    public void end() {
        done = true;
    }
}
