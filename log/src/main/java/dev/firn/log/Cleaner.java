package dev.firn.log;

import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import dev.firn.pmem.event.Clean;
import dev.firn.pmem.event.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes room: what is still wanted of a sealed segment is written once more, elsewhere, and the segment is used again.
///
/// It works in steps, each called by whoever changes the objects, one at a time, and never by itself. [#step] writes
/// frames that the caller makes durable with his own ([Log#settle(Batch, List)]) and then calls [#durable]; the mapping
/// goes over to the copies in [#finish], which the next one calls before he builds on what the mapping shows. Not safe
/// for use by several threads but for [#durable].
///
/// Invariants: a copy is installed only when it is durable, and only where the mapping still shows what was copied; a
/// segment is emptied only when a whole walk through it has found nothing that the mapping shows or a chain needs; what
/// is copied comes from frames that were found whole, of late if they are parts of a chain.
///
/// A medium that fails never fails a commit: the owner is told, and the victims are given up.
public final class Cleaner {
    /// How much is looked through at most for each byte that may be copied: a step has an end also where little is
    /// wanted.
    private static final int SCANNED_PER_COPIED = 8;

    /// All segments are looked at for it.
    private static final long NOT_ASKED = -1;

    private final Log log;
    private final Owner owner;
    private final CleaningPolicy policy;
    private final Move[] moves;
    private final List<Batch> written = new ArrayList<>();
    private View view;
    private SegmentScanner scanner;
    private SegmentScanner looking;
    private VerifiedSegments verified;
    private long verifiedBytes;
    private final FrameRecords records = new FrameRecords();
    private final Victims victims;
    private long frameStamp;
    private long considered;
    private long oldestOpening = NOT_ASKED;
    private boolean inFrame;
    private boolean isHeld;
    private boolean isFull;
    private boolean isStuck;
    private int left;
    private long emptied;
    private long copiedOfVictims;
    private int recordsOfVictims;
    private Clean event = Clean.NONE;
    private int leave;
    private volatile boolean durable;

    /// Whose objects they are.
    public interface Owner {
        /// All commits up to this stamp are installed.
        long visible();

        /// Whether a commit that is not yet installed says something of the object.
        boolean isPending(long object);

        /// Bytes of what the chain whose newest version is `entry` makes.
        int wholeBytes(long entry);

        /// Writes what the chain whose newest version is `entry` makes, as one record that [Batch#beginMove] begins.
        void moveWhole(Batch batch, long object, long entry, long stamp);

        /// These bytes were found bad. Whether they are good now.
        boolean condemn(BadRange range);

        /// Readers that begin from now on have a larger number than all before. Returns the number that they have.
        long nextEpoch();

        /// The smallest number of a reader that has not ended.
        long oldestEpoch();
    }

    public Cleaner(Log log, Owner owner, CleaningPolicy policy) {
        this.log = log;
        this.owner = owner;
        this.policy = policy;
        this.moves = new Move[policy.classes()];
        this.victims = new Victims(log);
        readThrough(log.view());
    }

    private void readThrough(View now) {
        view = now;
        scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
        looking = new SegmentScanner(view, log.superblock(), log.options().memory());
        verified = new VerifiedSegments(log, view);
    }

    /// Opens no segment for copies unless more than so many are free.
    public void leave(int segments) {
        leave = segments;
    }

    /// Goes on, as far as about `budget` bytes of copies; the mapping stays as it is. Returns the frames it has
    /// written, which the caller settles before [#durable]; none when the last step is not durable yet, or nothing is
    /// worth it.
    public List<Batch> step(int budget) {
        if (!written.isEmpty()) return List.of();
        try {
            follow();
            copy(budget);
            view.confirm(); // before what was read becomes durable once more
        } catch (MediumFaultException | CorruptLogException | IndexOutOfBoundsException | InternalError bad) {
            suspect(bad);
        }
        write();
        // Where no copy found room there is nothing to install, and nobody would go on.
        if (written.isEmpty() && victims.isWalked()) endOfVictims();
        return written;
    }

    /// What is known to be bad changes what is read through.
    private void follow() {
        if (view == log.view()) return;
        readThrough(log.view());
        if (victims.isChosen() && !victims.isWalked()) startWalk();
    }

    private void copy(int budget) {
        long toScan = (long) SCANNED_PER_COPIED * budget;
        while (toScan > 0 && canGoOn(budget)) toScan -= walk(budget, toScan);
    }

    /// Copies that were begun may be of bad bytes. Whoever looks closer tells the owner; if nothing is mended, these
    /// victims stay as they are.
    private void suspect(Throwable bad) {
        if (bad instanceof MediumFaultException fault && fault.isCut()) throw fault;
        for (var move : moves) if (move != null) move.batch.clear();
        boolean mended = new Suspects(log, owner).look(victims.all(), considered);
        if (mended) victims.putBack();
        else victims.giveUp();
    }

    private boolean canGoOn(int budget) {
        if (copied() >= budget || isFull || victims.isWalked()) return false;
        return victims.isChosen() || begin();
    }

    /// Whether it has found nothing that is worth emptying, and has nothing left to do.
    public boolean isIdle() {
        return written.isEmpty() && !victims.isChosen();
    }

    /// Whether the mapping shows all that was copied.
    public boolean isInstalled() {
        return written.isEmpty();
    }

    /// How many segments it has emptied.
    public long emptied() {
        return emptied;
    }

    /// What [#step] has returned is durable.
    public void durable() {
        durable = true;
    }

    /// The mapping goes over to copies that are durable. Returns whether nothing of the last step is left to be done.
    public boolean finish() {
        if (written.isEmpty()) return true;
        if (!durable) return false;
        for (var move : moves) {
            if (move != null) left += install(move);
        }
        written.clear();
        durable = false;
        if (victims.isWalked()) endOfVictims();
        return true;
    }

    /// There is no room for these copies.
    private void giveUp(Move move) {
        left += move.forget();
        isStuck = true;
    }

    /// Whether the last step had copies and no room for them.
    public boolean isStuck() {
        return isStuck;
    }

    private int install(Move move) {
        copiedOfVictims += move.bytes();
        recordsOfVictims += move.batch.records();
        return move.install(owner, policy);
    }

    /// Segments that were emptied are free when nobody reads there any more. Returns how many are free now.
    public int release() {
        if (log.segments().count(SegmentTable.Use.EMPTIED) == 0) return 0;
        return log.segments().release(owner.oldestEpoch());
    }

    private boolean begin() {
        for (int segment = choose(); segment >= 0; segment = choose()) {
            if (!victims.choose(segment)) continue;
            verified.copied(copiedOfVictims);
            left = 0;
            copiedOfVictims = 0;
            recordsOfVictims = 0;
            event = Events.clean();
            startWalk();
            return true;
        }
        return false;
    }

    private int choose() {
        return policy.choose(log.segments(), log.live());
    }

    /// Chooses anew what is emptied next, unless copies are on their way: what was copied so far is not copied again.
    public void chooseAgain() {
        if (written.isEmpty()) victims.forget();
    }

    /// What it takes to empty a segment that is [cleanable][SegmentTable#isCleanable]; empty when it cannot be emptied.
    public Optional<Relocation> relocation(int segment) {
        follow();
        var all = new Victims(log);
        if (!all.choose(segment)) return Optional.empty();
        try {
            return Optional.of(Relocation.of(log, owner, all, looking));
        } catch (MediumFaultException | CorruptLogException | IndexOutOfBoundsException | InternalError bad) {
            return Optional.empty(); // the one who copies finds it, too, and tells
        }
    }

    private void startWalk() {
        var header = victims.next();
        oldestOpening = NOT_ASKED;
        scanner.start(header);
        inFrame = false;
        isHeld = false;
        considered = 0;
    }

    /// Goes through some frames of a victim. Returns how many bytes that was, and at least 1.
    private long walk(int budget, long most) {
        long from = scanner.position();
        verifiedBytes = 0;
        while (copied() < budget && scanner.position() - from + verifiedBytes < most) {
            if (inFrame && !considerRecords()) break;
            switch (scanner.advance()) {
                case FRAME -> startFrame();
                case END -> {
                    long bytes = scanner.position() - from;
                    endOfSegment();
                    return bytes + 1;
                }
                case BROKEN -> {
                    throw new CorruptLogException(base() + scanner.position(), "a whole frame", scanner.why());
                }
            }
        }
        return scanner.position() - from + verifiedBytes + 1;
    }

    private long base() {
        return log.superblock().base(victims.next().segment());
    }

    /// Whether all records of the frame have been considered: where one finds no room among the copies, the next step
    /// begins with it.
    private boolean considerRecords() {
        while (isHeld || records.next()) {
            isHeld = !consider();
            if (isHeld) {
                isFull = true;
                return false;
            }
        }
        inFrame = false;
        return true;
    }

    /// Records are read, and copied, where the frame's checksum was found to hold.
    private void startFrame() {
        switch (scanner.kind()) {
            case BATCH, PART, MOVE -> {
                records.start(scanner.copy(), scanner.frameInCopy(), scanner.frame());
                frameStamp = FrameLayout.stamp(scanner.copy(), scanner.frameInCopy());
                inFrame = true;
            }
            case LIFE, PAD, CHECKPOINT -> {}
        }
    }

    private void endOfSegment() {
        victims.walked();
        if (!victims.isWalked()) startWalk();
        else if (copied() == 0 && written.isEmpty()) endOfVictims();
    }

    /// At the end of a walk through all victims, when the copies are installed.
    private void endOfVictims() {
        if (left > 0) {
            victims.again();
            left = 0;
            startWalk();
            return;
        }
        int first = victims.all().getFirst();
        int count = victims.emptied(owner.nextEpoch());
        emptied += count;
        long freed = (long) count * log.superblock().segmentBytes() - copiedOfVictims;
        event.end(first, recordsOfVictims, copiedOfVictims, freed);
        for (int victim = 0; victim < count; victim++) policy.emptied(copiedOfVictims / count);
    }

    /// Copies the record that the walk has come to, or the whole that it is a part of, if it is wanted. Whether there
    /// was room for that.
    private boolean consider() {
        long object = records.object();
        long record = records.record();
        considered = object;
        if (object == 0) return true;
        long newest = log.mapping().raw(object);
        if (!isNeeded(newest, record)) return true;
        if (owner.isPending(object)) {
            left++;
            return true;
        }
        long stamp = records.kind().isMoved() ? records.stamp() : frameStamp;
        if (records.kind().isTombstone() && hidesNothing(stamp)) {
            log.install(object, Entry.NONE);
            return true;
        }
        return copy(object, newest, stamp);
    }

    /// Whether no segment is left that was opened before the commit of this stamp deleted its object.
    private boolean hidesNothing(long stamp) {
        if (oldestOpening == NOT_ASKED) {
            oldestOpening = log.segments().oldestOpening(victims.next().segment());
        }
        return stamp < oldestOpening;
    }

    private boolean copy(long object, long newest, long stamp) {
        var move = move(policy.classOf(object));
        boolean chain = Entry.isChange(newest);
        if (chain && move.has(object)) return true; // the walk came to another part of the chain before
        if (chain && !isVerified(newest)) return false;
        int length = chain ? owner.wholeBytes(newest) : records.length();
        if (!move.hasRoom(length)) return false;
        if (chain) owner.moveWhole(move.batch, object, newest, owner.visible());
        else records.move(move.batch, stamp);
        move.add(object, newest);
        return true;
    }

    /// Whether all of the chain lies in frames that are whole. At most one segment is read for that in a step, however
    /// long it is: the next step goes on.
    private boolean isVerified(long newest) {
        long entry = newest;
        for (int members = 1; entry != Entry.NONE; members++) {
            boolean known = verified.holds(Entry.address(entry));
            if (!known && verifiedBytes > 0) return false;
            if (!known) verifiedBytes += verified.read(Entry.address(entry));
            entry = Records.before(view, entry, members);
        }
        return true;
    }

    private boolean isNeeded(long newest, long record) {
        long entry = newest;
        for (int members = 1; entry != Entry.NONE; members++) {
            if (Entry.address(entry) == record) return true;
            entry = Records.before(view, entry, members);
        }
        return false;
    }

    private Move move(int index) {
        if (moves[index] == null) moves[index] = new Move(log, Log.FIRST_CLASS_HEAD + index);
        return moves[index];
    }

    private int copied() {
        int bytes = 0;
        for (var move : moves) if (move != null) bytes += move.bytes();
        return bytes;
    }

    private void write() {
        isFull = false;
        isStuck = false;
        for (var move : moves) {
            if (move == null || move.batch.records() == 0) continue;
            if (move.write(leave)) written.add(move.batch);
            else giveUp(move);
        }
    }
}
