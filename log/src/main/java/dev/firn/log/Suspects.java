package dev.firn.log;

import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The segments that a cleaner may have run into something bad in: those that it empties, and those that the chain of
/// one object lies in. A fault may be told late and without its place, so all of them are read, slowly.
final class Suspects {
    private final Log log;
    private final Cleaner.Owner owner;
    private boolean found;
    private boolean good = true;

    Suspects(Log log, Cleaner.Owner owner) {
        this.log = log;
        this.owner = owner;
    }

    /// Tells the owner what is bad in them. Whether that was something, and is good now.
    boolean look(List<Integer> victims, long object) {
        var segments = new LinkedHashSet<>(victims);
        addChain(object, segments);
        var scrub = Scrub.ofEverything(log, this::tell);
        for (int segment : segments) scrub.look(segment);
        return found && good;
    }

    private void tell(BadRange range) {
        found = true;
        good &= owner.condemn(range);
    }

    private void addChain(long object, Set<Integer> segments) {
        View view = new ExactView(log.view());
        long entry = object == 0 ? Entry.NONE : log.mapping().raw(object);
        try {
            for (int members = 1; entry != Entry.NONE; members++) {
                segments.add(log.segmentOf(Entry.address(entry)));
                entry = Records.before(view, entry, members);
            }
        } catch (CorruptLogException | MediumFaultException end) {
            // its segment is among them
        }
    }
}
