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
    U1("digests go with commits, durable by their drains", "Upkeep", "step", "DigestWriter", "step"),
    U2("what a step alone has written is durable before it counts", "Upkeep", "settle", "Log", "settle"),
    U3("what a step beside a commit has written counts behind its drain", "Committer", "write", "Upkeep", "step"),
    U4("the step of a commit that is refused is settled all the same", "Committer", "write", "Upkeep", "settleRefused"),
    U5("a tail begins before commits that are not installed", "Upkeep", "capture", "Versions", "whileNobodyInstalls"),
    E2(
            "a segment waits for readers that were there when it was emptied",
            "PageMover",
            "oldestEpoch",
            "Versions",
            "oldestEpoch"),
    E3("readers that come behind it are told apart from those", "PageMover", "nextEpoch", "Versions", "nextEpoch"),
    E4(
            "who is not registered looks whether a segment was used again",
            "TreeAccess",
            "isStillThere",
            "SegmentTable",
            "reuses"),
    E5("and whether old versions were given up", "TreeAccess", "isStillThere", "Versions", "trimmedTo"),
    E6("old versions that a snapshot may want stay", "Versions", "trim", "Versions", "oldestSnapshot"),
    I1("an id in a commit that is not installed is not free", "ObjectIds", "isFree", "Versions", "isPending"),
    I2("nor is one that the mapping shows", "ObjectIds", "isFree", "MappingTable", "entry"),
    I3("ids that a failed transaction was given are looked for", "ObjectIds", "dropped", "FreeObjects", "missed"),
    I4("and those that an earlier life has deleted", "ObjectIds", "begin", "FreeObjects", "begin"),
    S1("who adds more than may be wanted is refused", "Admission", "leaves", "Reserve", "requireRoom"),
    S2("who holds back the last room is ended", "RoomMaker", "make", "Versions", "endOldest"),
    S3("who finds no segment waits until one is free", "Upkeep", "prepare", "RoomMaker", "make"),
    S4("where it is tight, pages are written whole", "Engine", "buildNow", "Upkeep", "isTight");

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
