package dev.firn.heap.check;

import static dev.firn.heap.check.Severity.ERROR;
import static dev.firn.heap.check.Severity.NOTE;
import static dev.firn.heap.check.Severity.WARNING;

/// Everything that can be wrong with a store. The names are for programs too: they stay.
public enum FindingKind {
    NOT_A_STORE(ERROR, Advice.PATH),
    NEWER_FORMAT(ERROR, Advice.VERSION),
    FILE_TRUNCATED(ERROR, Advice.REPAIR),
    MEDIUM_FAULT(ERROR, Advice.MEDIUM),
    SUPERBLOCK_SLOT(NOTE, Advice.NONE),
    SUPERBLOCKS_LOST(ERROR, Advice.REPAIR),
    SUPERBLOCK_STORE(ERROR, Advice.REPAIR),
    SUPERBLOCK_SEQUENCE(ERROR, Advice.REPAIR),
    SUPERBLOCK_LIFE(ERROR, Advice.REPAIR),
    SUPERBLOCK_GEOMETRY(ERROR, Advice.REPAIR),
    SUPERBLOCK_STATE(ERROR, Advice.REPAIR),
    SUPERBLOCK_END(ERROR, Advice.REPAIR),
    SEGMENT_FOREIGN(ERROR, Advice.REPAIR),
    SEGMENT_COPY(WARNING, Advice.COPY),
    SEGMENT_HEAD(ERROR, Advice.REPAIR),
    SEGMENT_LIFE(ERROR, Advice.REPAIR),
    SEGMENT_STAMP(ERROR, Advice.REPAIR),
    SEGMENT_SEQUENCE(ERROR, Advice.REPAIR),
    FRAME_DAMAGED(ERROR, Advice.REPAIR),
    FRAME_LIFE(ERROR, Advice.REPAIR),
    FRAME_STAMP(ERROR, Advice.REPAIR),
    FRAME_STABLE(ERROR, Advice.REPAIR),
    FRAME_COUNT(ERROR, Advice.REPAIR),
    FRAME_PART(ERROR, Advice.REPAIR),
    HEAD_END(NOTE, Advice.NONE),
    BATCH_CUT(NOTE, Advice.NONE),
    BATCH_UNFINISHED(WARNING, Advice.BATCH),
    RECORD_KIND(ERROR, Advice.REPAIR),
    RECORD_LENGTH(ERROR, Advice.REPAIR),
    RECORD_OBJECT(ERROR, Advice.REPAIR),
    RECORD_PADDING(ERROR, Advice.REPAIR),
    RECORD_STAMP(ERROR, Advice.REPAIR),
    TRIM_BOUND(ERROR, Advice.REPAIR),
    DELTA_PREVIOUS(ERROR, Advice.REPAIR),
    CHECKPOINT_COPY(WARNING, Advice.COPY),
    CHECKPOINT_LOST(WARNING, Advice.CHECKPOINT),
    CHECKPOINT_BLOCK(ERROR, Advice.REPAIR),
    CHECKPOINT_SEGMENT(ERROR, Advice.REPAIR),
    CHECKPOINT_NAMED(ERROR, Advice.REPAIR),
    CHECKPOINT_MANIFEST(ERROR, Advice.REPAIR),
    CHECKPOINT_LIVE(NOTE, Advice.NONE),
    SEGMENT_DIGEST(ERROR, Advice.REPAIR),
    RECOVERY_REFUSES(ERROR, Advice.REPAIR),
    MAPPING_ENTRY(ERROR, Advice.REPORT),
    PAGE_MISSING(ERROR, Advice.REPAIR),
    PAGE_KIND(ERROR, Advice.REPAIR),
    PAGE_HEAD(ERROR, Advice.REPAIR),
    PAGE_LEVEL(ERROR, Advice.REPAIR),
    PAGE_SLOT(ERROR, Advice.REPAIR),
    PAGE_ENTRY(ERROR, Advice.REPAIR),
    PAGE_ORDER(ERROR, Advice.REPAIR),
    PAGE_BOUNDS(ERROR, Advice.REPAIR),
    PAGE_SHARED(ERROR, Advice.REPAIR),
    VALUE_MISSING(ERROR, Advice.REPAIR),
    VALUE_KIND(ERROR, Advice.REPAIR),
    VALUE_LENGTH(ERROR, Advice.REPAIR),
    VALUE_SHARED(ERROR, Advice.REPAIR),
    CHUNK_MISSING(ERROR, Advice.REPAIR),
    CHUNK_LIST(ERROR, Advice.REPAIR),
    CHUNK_SHARED(ERROR, Advice.REPAIR),
    CATALOGUE_ENTRY(ERROR, Advice.REPAIR),
    CATALOGUE_SCHEMA(ERROR, Advice.REPAIR),
    KEY_UNREADABLE(ERROR, Advice.APPLICATION),
    VALUE_UNREADABLE(ERROR, Advice.APPLICATION),
    OBJECT_LEAKED(WARNING, Advice.LEAK),
    SPACE_SUM(ERROR, Advice.REPORT),
    CHECK_FAILED(ERROR, Advice.REPORT);

    private final Severity severity;
    private final String advice;

    FindingKind(Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    public Severity severity() {
        return severity;
    }

    /// What to do about it, in a sentence; empty where nothing needs to be done.
    public String advice() {
        return advice;
    }

    /// The sentences.
    private static final class Advice {
        static final String NONE = "";
        static final String PATH = "check the path; a store that lost its beginning needs a copy of the file";
        static final String VERSION = "open it with a newer version";
        static final String REPAIR =
                "restore the file from a copy, or save what is left: firn repair --dry-run shows it";
        static final String MEDIUM = "copy the file to another device while it can be read, then repair the copy";
        static final String COPY = "the other copy is whole; copy the store soon, the device may be failing";
        static final String APPLICATION = "the bytes are as they were stored; ask who wrote them, or remove the entry";
        static final String BATCH = "harmless when the store ran out of room there; else restore the file from a copy";
        static final String CHECKPOINT = "nothing is lost: the next opening reads all of the store, and takes as long";
        static final String LEAK = "nothing is lost but its space, which repair gives back";
        static final String REPORT = "please report this with the output of firn dump --log";
    }
}
