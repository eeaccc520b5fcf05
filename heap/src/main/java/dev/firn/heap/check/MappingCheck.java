package dev.firn.heap.check;

import dev.firn.log.Entry;
import dev.firn.log.LogOptions;
import dev.firn.log.MappingTable;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import java.util.EnumSet;
import java.util.Set;

/// Compares what recovery makes of the file with what a full scan finds.
final class MappingCheck {
    /// A damaged id may be any number; those of a store are used again, so they stay small.
    private static final long MOST = 1L << 28;

    private static final int LONGEST = 1 << 12;

    private static final Set<FindingKind> NONSENSE =
            EnumSet.of(
                    FindingKind.RECORD_KIND,
                    FindingKind.RECORD_LENGTH,
                    FindingKind.RECORD_OBJECT,
                    FindingKind.FRAME_COUNT);

    private final Region region;
    private final Survey survey;
    private final Findings findings;

    MappingCheck(Region region, Survey survey, Findings findings) {
        this.region = region;
        this.survey = survey;
        this.findings = findings;
    }

    /// Recovery trusts what is under a checksum that holds: where records make no sense, it would take ids for true
    /// that are none, and might be at it for ever.
    private boolean isSensible() {
        boolean[] sensible = {!findings.has(NONSENSE)};
        survey.newest.forEach(object -> sensible[0] &= object < MOST && ends(survey.newest.address(object)));
        return sensible[0];
    }

    /// Whether the chain of changes comes to a whole version.
    private boolean ends(long record) {
        long at = record;
        for (int left = LONGEST; left > 0 && survey.isRecord(at); left--) {
            if (survey.kind(at) != RecordKind.DELTA) return true;
            at = Entry.address(RecordLayout.previous(survey.view, at));
        }
        return false;
    }

    /// Does nothing where records make no sense; that was found elsewhere.
    void run() {
        if (!isSensible()) return;
        try (var log = Recovery.openReadOnly(region, LogOptions.defaults()).log()) {
            compare(log.mapping());
        } catch (FirnException refused) {
            refused(String.valueOf(refused.getMessage()));
        } catch (RuntimeException fault) {
            refused(fault.toString());
        }
    }

    private void refused(String why) {
        findings.add(FindingKind.RECOVERY_REFUSES, -1, "a file that opens", why);
    }

    /// Both ways: every object of the one is in the other, at the same place.
    private void compare(MappingTable mapping) {
        survey.newest.forEach(object -> {
            long record = survey.newest.address(object);
            long entry = mapping.entry(object);
            if (entry != survey.entry(record)) wrong(object, record, entry);
        });
        long dense = Math.min(mapping.capacity(), MOST);
        for (long object = 0; object < dense; object++) {
            long entry = mapping.entry(object);
            if (entry != Entry.NONE && survey.newest.address(object) == 0) wrong(object, 0, entry);
        }
    }

    private void wrong(long object, long record, long entry) {
        findings.in("")
                .add(
                        FindingKind.MAPPING_ENTRY,
                        record == 0 ? -1 : record,
                        object,
                        record == 0 ? "no entry" : "an entry of the newest record",
                        entry == Entry.NONE ? "none" : "0x%x, byte 0x%x".formatted(entry, Entry.address(entry)));
    }
}
