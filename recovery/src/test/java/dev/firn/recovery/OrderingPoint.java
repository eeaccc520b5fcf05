package dev.firn.recovery;

/// Every place where the log, its recovery or its creation stores, drains, or waits for a drain, in an order that
/// docs/design.md argues for. The table there is written from this list; a certificate is one only if its run came to
/// each.
enum OrderingPoint {
    W1("the frame, checksum inside, into the reserved range", "Head", "write", "Region", "write"),
    W2("this thread's writes are on the medium", "Head", "settle", "Region", "drain"),
    W3("everything before it in its head is durable, so it is, too", "Head", "complete", "OpenSegment", "completed"),
    W6("a part of a long batch is durable before the next is written", "BatchParts", "write", "Head", "settle"),
    O1("the next segment's head is durable before it takes appends", "Head", "open", "Head", "drainPad"),
    O2(
            "its `stable` leaves 0 when the segment before is durable",
            "OpenSegment",
            "stable",
            "OpenSegment",
            "isWhollyStable"),
    O3("the rest of a full segment is padded", "Head", "sealAndOpen", "ControlFrames", "pad"),
    O4("the pad is durable also where no next segment is found", "Head", "sealAndOpen", "Head", "drainPad"),
    O5("a segment's head, twice in one write", "SegmentHeaders", "write", "Region", "write"),
    O6("a pad, or a LIFE frame", "ControlFrames", "write", "Region", "write"),
    O7("the drain of O1 and O4", "Head", "drainPad", "Region", "drain"),
    R1("the chosen superblock, again, into its own slot", "Recovery", "secureAccepted", "SuperblockSlots", "rewrite"),
    R2("what was accepted without being known durable, again", "Recovery", "secureAccepted", "Durable", "rewrite"),
    R3("R1 and R2 are durable before anything is overwritten", "Recovery", "secureAccepted", "Region", "drain"),
    R4("the superblock of the new life, into the other slot", "Recovery", "beginLife", "SuperblockSlots", "put"),
    R5("a LIFE frame at the end of each open head", "Recovery", "beginLife", "ControlFrames", "life"),
    R6("R4 and R5 are durable before the log serves", "Recovery", "beginLife", "Region", "drain"),
    R7("the bytes of R1", "SuperblockSlots", "rewrite", "Region", "write"),
    R8("the bytes of R2", "Durable", "rewrite", "Region", "write"),
    R9("heads of segments behind an ended head go", "Recovery", "beginLife", "SegmentHeaders", "clear"),
    G1("new bytes exist, zero and durable", "StoredSuperblock", "growTo", "Region", "grow"),
    G2("then the superblock says so", "StoredSuperblock", "growTo", "SuperblockSlots", "write"),
    C1("every head is sealed, then settled", "Head", "close", "OpenSegment", "seal"),
    C2("then the superblock with their ends", "StoredSuperblock", "close", "SuperblockSlots", "write"),
    S1("a superblock, into the slot that is not the newest", "SuperblockSlots", "put", "Region", "write"),
    S2("it is durable before anything relies on it", "SuperblockSlots", "write", "Region", "drain"),
    F1("creation: older superblocks go first", "LogCreation", "format", "SuperblockSlots", "wipe"),
    F2("they are gone for certain before older segments go", "SuperblockSlots", "wipe", "Region", "drain"),
    F3("heads of older segments go", "LogCreation", "format", "SegmentHeaders", "wipe"),
    F4("the first superblock", "LogCreation", "format", "SuperblockSlots", "write"),
    F5("the zeros of F1", "SuperblockSlots", "wipe", "Region", "write"),
    F6("the zeros of F3 and R9", "SegmentHeaders", "clear", "Region", "write"),
    T1("a bound is durable before segments below it are free", "EntryLog", "trim", "Log", "append"),
    D1("a sealed segment's digest, into its pad, in no order", "DigestWriter", "write", "Region", "write"),
    P1("restart points are taken, then the dirty bits", "Checkpointer", "capture", "MappingTable", "capture"),
    P2("a block, before what names it", "BlockWriter", "write", "Log", "write"),
    P3("manifests are durable, then both superblocks", "StoredSuperblock", "nameNow", "SuperblockSlots", "write"),
    P4("what changes is dirty until a checkpoint has it", "MappingTable", "install", "MappingTable", "mark"),
    P5("only what was free at the capture is named, or cut", "SegmentNames", "capture", "IntPredicate", "test"),
    P6("a pair says what was shown at the capture", "MappingTable", "captureOf", "Overlay", "find"),
    P7("what is replaced during the walk is kept for it", "MappingTable", "install", "Overlay", "apply"),
    H1("what was opened since the capture stays", "SegmentNames", "endAt", "BitSet", "get"),
    H2("both superblocks say so, then the file is cut", "StoredSuperblock", "cutNow", "Region", "shrink"),
    X1("what is copied has a checksum that holds", "Cleaner", "copy", "Cleaner", "isVerified"),
    X2("copies are durable, then they are installed", "Cleaner", "finish", "Cleaner", "install"),
    X3("where the mapping shows what was copied", "Move", "install", "MappingTable", "raw"),
    X4("a whole walk has left nothing, then it is emptied", "Cleaner", "endOfVictims", "Victims", "emptied"),
    X5("readers that were there have ended, then it is free", "Cleaner", "release", "Cleaner$Owner", "oldestEpoch");

    private final String what;
    private final String type;
    private final String method;
    private final String owner;
    private final String called;

    /// @param type the simple name of the class that has `method`, in which `owner.called` is called
    OrderingPoint(String what, String type, String method, String owner, String called) {
        this.what = what;
        this.type = type;
        this.method = method;
        this.owner = owner;
        this.called = called;
    }

    String what() {
        return what;
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

    /// The log without it.
    Mutant dropped(String killer, String rule, String mistake) {
        return Mutant.dropping(killer, rule, mistake, type, method, owner, called).at(this);
    }

    /// A row of the table in docs/design.md.
    String row() {
        return "| `%s` | %s | `%s.%s` calls `%s.%s` |".formatted(this, what, type, method, owner, called);
    }
}
