package dev.firn.heap.tree;

import dev.firn.heap.tree.format.PageHead;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.View;
import java.util.function.Predicate;

/// What the cleaner must know of a store's objects: who may still read them, and how a page's chain becomes one record.
/// For the one who holds the writer's lock.
public final class PageMover implements Cleaner.Owner {
    private final Log log;
    private final Versions versions;
    private final Predicate<BadRange> damage;
    private View view;
    private PageImage image;

    /// @param damage is told of bytes that were found bad, and says whether they are good now
    public PageMover(Log log, Versions versions, Predicate<BadRange> damage) {
        this.log = log;
        this.versions = versions;
        this.damage = damage;
        follow();
    }

    /// What is known to be bad changes what is read through.
    private void follow() {
        if (view == log.view()) return;
        view = log.view();
        image = new PageImage(view);
    }

    @Override
    public boolean condemn(BadRange range) {
        return damage.test(range);
    }

    @Override
    public long visible() {
        return versions.visible();
    }

    @Override
    public boolean isPending(long object) {
        return versions.isPending(object);
    }

    @Override
    public int wholeBytes(long entry) {
        follow();
        return PageHead.pageBytes(Page.head(view, Entry.address(entry)));
    }

    @Override
    public void moveWhole(Batch batch, long object, long entry, long stamp) {
        image.load(Entry.address(entry));
        int content = batch.beginMove(RecordKind.DELTA, object, stamp, image.bytes(0, image.count()));
        batch.end(image.write(batch.bytes(), content, 0, image.count()));
    }

    @Override
    public long nextEpoch() {
        return versions.nextEpoch();
    }

    @Override
    public long oldestEpoch() {
        return versions.oldestEpoch();
    }
}
