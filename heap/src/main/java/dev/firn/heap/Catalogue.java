package dev.firn.heap;

import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.tree.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Which collections there are: a tree of its own, from names to what is known about them.
final class Catalogue {
    /// The catalogue's tree is the first object of every store.
    static final long ROOT = 1;

    private static final StoredTree TREE = new StoredTree(new CollectionInfo("catalogue", Kind.MAP, "", ""), ROOT);

    private final Engine engine;
    private final TreeAccess access;
    private final ConcurrentMap<String, StoredTree> open = new ConcurrentHashMap<>();

    Catalogue(Engine engine, TreeAccess access) {
        this.engine = engine;
        this.access = access;
    }

    /// The collection `wanted.name()`, created when it is not there and `context` allows.
    StoredTree open(Context context, CollectionInfo wanted) {
        engine.requireUsable();
        var found = open.get(wanted.name());
        if (found == null) found = find(wanted.name());
        if (found == null) found = create(context, wanted);
        requireSame(wanted, found.info);
        return found;
    }

    /// All collections, by name.
    List<CollectionInfo> list() {
        var found = new ArrayList<CollectionInfo>();
        var scratch = new Scratch();
        var name = new Bytes();
        var walk = TreeWalk.newest(engine, TREE, Range.ALL, false);
        while (walk.advance()) {
            walk.key(name);
            walk.value(scratch.found);
            found.add(decode(scratch.decode(Codec.string(), name.array(), name.length()), scratch).info);
        }
        return found;
    }

    private StoredTree find(String name) {
        var scratch = scratch(name);
        if (!access.find(Outside.OUTSIDE, TREE, scratch)) return null;
        open.putIfAbsent(name, decode(name, scratch));
        return open.get(name);
    }

    /// A collection that somebody asks for in a transaction is there also when the transaction fails: empty.
    private StoredTree create(Context context, CollectionInfo wanted) {
        if (context instanceof ReadScope) throw new ReadOnlyTransactionException();
        engine.lock("opening the new collection \"" + wanted.name() + '"');
        try {
            var found = find(wanted.name());
            if (found != null) return found;
            var scratch = scratch(wanted.name());
            engine.requireKey(TREE, scratch.key.length());
            long root = engine.log.newObject();
            encode(wanted, root, scratch.value);
            engine.requireValue(TREE, scratch.value.length());
            engine.create(TREE, scratch.key, scratch.value, root);
            open.putIfAbsent(wanted.name(), new StoredTree(wanted, root)); // somebody may have found it already
            return open.get(wanted.name());
        } finally {
            engine.unlock();
        }
    }

    private static Scratch scratch(String name) {
        var scratch = new Scratch();
        Codec.string().write(name, scratch.key);
        return scratch;
    }

    private static void encode(CollectionInfo info, long root, Encoder out) {
        out.putVarLong(info.kind().ordinal());
        out.putVarLong(root);
        out.putString(info.keySchema());
        out.putString(info.valueSchema());
    }

    private static StoredTree decode(String name, Scratch scratch) {
        var in = new Decoder().reset(scratch.found.array(), 0, scratch.found.length());
        var kind = kind(name, in.getVarLong());
        long root = in.getVarLong();
        return new StoredTree(new CollectionInfo(name, kind, in.getString(), in.getString()), root);
    }

    private static Kind kind(String name, long ordinal) {
        var kinds = Kind.values();
        if (ordinal >= 0 && ordinal < kinds.length) return kinds[(int) ordinal];
        throw new CollectionTypeException(name, "its kind", "number " + ordinal, "one that this version knows");
    }

    private static void requireSame(CollectionInfo wanted, CollectionInfo found) {
        requireSame(wanted.name(), "its kind", found.kind(), wanted.kind());
        requireSame(wanted.name(), "its key type", found.keySchema(), wanted.keySchema());
        requireSame(wanted.name(), "its value type", found.valueSchema(), wanted.valueSchema());
    }

    private static void requireSame(String name, String what, Object found, Object wanted) {
        if (!found.equals(wanted)) throw new CollectionTypeException(name, what, found, wanted);
    }
}
