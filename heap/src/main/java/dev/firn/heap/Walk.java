package dev.firn.heap;

import dev.firn.heap.tree.Bytes;

/// Goes through the entries of a range of keys in one direction.
sealed interface Walk permits TreeWalk, MergedWalk {
    /// To the next entry; false when there is none, and for ever after.
    boolean advance();

    /// Copies the current key.
    void key(Bytes target);

    /// Copies the current value.
    void value(Bytes target);

    /// The current entry was read. Where it can be seen that there is no other, the walk is at its end: whoever counts
    /// entries asks for no more, and would hold back old versions for ever.
    void wasRead();

    /// Holds back no old versions any more.
    void end();

    /// What `context` sees of `tree`.
    static Walk of(Engine engine, Context context, StoredTree tree, Range range, boolean descending) {
        return switch (context) {
            case Outside _ -> TreeWalk.newest(engine, tree, range, descending);
            case ReadScope read -> TreeWalk.in(read, engine, tree, range, descending);
            case WriteScope write -> new MergedWalk(write, engine, tree, range, descending);
        };
    }
}
