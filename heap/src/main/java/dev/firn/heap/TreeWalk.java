package dev.firn.heap;

import dev.firn.heap.tree.Bytes;
import dev.firn.heap.tree.Cursor;
import dev.firn.heap.tree.Pages;
import dev.firn.heap.tree.Snapshot;
import dev.firn.heap.tree.Values;
import java.lang.ref.Reference;

/// Goes through what is in the store, as of one moment.
final class TreeWalk implements Walk {
    private final Engine engine;
    private final StoredTree tree;
    private final Range range;
    private final boolean descending;
    private final long stamp;
    private final Cursor cursor;
    private final ReadScope scope;
    private Snapshot own;
    private boolean started;
    private boolean done;

    private TreeWalk(
            Engine engine,
            StoredTree tree,
            Range range,
            boolean descending,
            long stamp,
            ReadScope scope,
            Snapshot own) {
        this.engine = engine;
        this.tree = tree;
        this.range = range;
        this.descending = descending;
        this.stamp = stamp;
        this.cursor = new Cursor(engine.pages, tree.root, stamp);
        this.scope = scope;
        this.own = own;
    }

    /// As of now; the snapshot is registered until the end is reached or nobody holds the walk any more.
    static TreeWalk newest(Engine engine, StoredTree tree, Range range, boolean descending) {
        var snapshot = engine.versions.snapshot();
        return new TreeWalk(engine, tree, range, descending, snapshot.stamp(), null, snapshot);
    }

    /// As of a read transaction, while that lasts.
    static TreeWalk in(ReadScope scope, Engine engine, StoredTree tree, Range range, boolean descending) {
        return new TreeWalk(engine, tree, range, descending, scope.snapshot.stamp(), scope, null);
    }

    /// For the writer.
    static TreeWalk forWriter(Engine engine, StoredTree tree, Range range, boolean descending) {
        return new TreeWalk(engine, tree, range, descending, Pages.NEWEST, null, null);
    }

    @Override
    public boolean advance() {
        requireUsable();
        if (done) return false;
        try {
            boolean more = started ? step() : start();
            started = true;
            if (more && !isBeyond()) return true;
            engine.log.view().confirm();
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            throw damaged(odd);
        } finally {
            requireThere();
        }
        end();
        return false;
    }

    /// Whatever was read before this call: it was there. The writer's own reads are.
    private void requireThere() {
        if (own != null) ReadScope.requireThere(own);
        if (scope != null) ReadScope.requireThere(scope.snapshot);
        Reference.reachabilityFence(own);
    }

    @Override
    public void key(Bytes target) {
        try {
            Values.readKey(engine.pages, cursor.entry(), target);
        } catch (RuntimeException | InternalError odd) {
            throw damaged(odd);
        } finally {
            requireThere();
        }
    }

    @Override
    public void value(Bytes target) {
        try {
            Values.read(engine.pages, stamp, cursor.entry(), target);
        } catch (RuntimeException | InternalError odd) {
            throw damagedValue(odd);
        } finally {
            requireThere();
        }
    }

    private RuntimeException damaged(Throwable odd) {
        return engine.damage.met(tree, cursor.object(), stamp, odd);
    }

    /// The value can be an object of its own, or chunks.
    private RuntimeException damagedValue(Throwable odd) {
        var met = damaged(odd);
        if (met instanceof DamagedObjectException) return met;
        engine.damage.again(
                tree,
                stamp,
                odd,
                (pages, at) -> {
                    Values.read(pages, at, cursor.entry(), new Bytes());
                    return true;
                });
        return met;
    }

    @Override
    public void wasRead() {
        if (own == null) return;
        boolean isLast =
                descending ? range.low() == null && cursor.isAtFirst() : range.high() == null && cursor.isAtLast();
        if (isLast) end();
    }

    @Override
    public void end() {
        done = true;
        if (own != null) engine.versions.release(own);
        own = null;
    }

    private void requireUsable() {
        engine.requireUsable();
        if (scope != null) scope.requireUsable();
    }

    private boolean start() {
        byte[] bound = descending ? range.high() : range.low();
        if (bound == null) return descending ? cursor.last() : cursor.first();
        return descending
                ? cursor.seekDown(bound, bound.length, range.highInclusive())
                : cursor.seekUp(bound, bound.length, range.lowInclusive());
    }

    private boolean step() {
        return descending ? cursor.previous() : cursor.next();
    }

    private boolean isBeyond() {
        byte[] bound = descending ? range.low() : range.high();
        if (bound == null) return false;
        int order = cursor.compareKey(bound, bound.length);
        return descending
                ? order < 0 || order == 0 && !range.lowInclusive()
                : order > 0 || order == 0 && !range.highInclusive();
    }
}
