package dev.firn.heap;

/// The places where the heap relies on what the log says is durable, in an order that docs/design.md argues for. The
/// second table there is written from this list.
enum HeapPoint {
    A1("a commit alone is durable before it is installed", "Committer", "write", "Log", "append"),
    W4("its entries, then its stamp, are there for all", "Committer", "install", "Versions", "install"),
    A2("a grouped commit is durable before it is installed", "Committer", "settle", "Log", "settle"),
    A3("W4 of a grouped commit, and of all before it", "Committer", "settle", "Versions", "settle"),
    W5("who has read a commit of a group waits for it", "Engine", "unlock", "Committer", "await"),
    A4("what was read is durable", "Committer", "await", "Log", "awaitDurable"),
    A5("what was read is there for all, so later reads find it", "Committer", "await", "Versions", "settle"),
    L1("parts of a large value are installed before it is replaced", "Committer", "pend", "Committer", "settle"),
    V1("an old version is kept before a new one is installed", "Versions", "install", "Versions", "keep"),
    V2("the same for grouped commits", "Versions", "settle", "Versions", "keep"),
    K1("a collection's tree is in the commit that names it", "Engine", "createNow", "TreeWriter", "create"),
    K2("a new collection is durable before others get it", "Engine", "createNow", "Engine", "settleNow"),
    K3("whoever creates looks again under the lock", "Catalogue", "create", "Catalogue", "find"),
    K4("who finds a collection shares what is open", "Catalogue", "find", "ConcurrentMap", "putIfAbsent"),
    K5("who creates one does, too", "Catalogue", "create", "ConcurrentMap", "putIfAbsent"),
    D1("a reference is read and set in one transaction", "DurableRef", "update", "MapCore", "atomically"),
    E1("nothing is taken after a failure", "Engine", "requireUsable", "Committer", "failure"),
    U1("digests go with commits, durable by their drains", "Upkeep", "step", "DigestWriter", "step");

    private final String what;
    private final String type;
    private final String method;
    private final String owner;
    private final String called;

    /// @param type the simple name of the class that has `method`, in which `owner.called` is called
    HeapPoint(String what, String type, String method, String owner, String called) {
        this.what = what;
        this.type = type;
        this.method = method;
        this.owner = owner;
        this.called = called;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    String owner() {
        return owner;
    }

    String called() {
        return called;
    }

    /// `type.method`.
    String place() {
        return type + "." + method;
    }

    /// A row of the table in docs/design.md.
    String row() {
        return "| `%s` | %s | `%s` calls `%s.%s` |".formatted(this, what, place(), owner, called);
    }
}
