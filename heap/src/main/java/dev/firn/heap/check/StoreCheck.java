package dev.firn.heap.check;

import dev.firn.heap.check.CatalogueReader.Named;
import dev.firn.heap.check.CheckListener.Phase;
import dev.firn.heap.check.CheckReport.Contents;
import dev.firn.heap.check.CheckReport.Space;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Looks at everything in a store, from the superblocks to the values, and says what is wrong.
///
/// Nothing is written, damage is never thrown, and a file that recovery refuses is looked at all the same. Nobody may
/// be writing meanwhile: what he has half done looks like damage. Takes about a fiftieth of the file in memory, and 24
/// bytes an object.
public final class StoreCheck {
    private final Region region;
    private final CheckOptions options;
    private final CheckListener listener;
    private final Findings findings;
    private final List<Contents> contents = new ArrayList<>();
    private Survey survey;
    private Space space = Space.NONE;

    private StoreCheck(Region region, CheckOptions options, CheckListener listener) {
        this.region = region;
        this.options = options;
        this.listener = listener;
        this.findings = new Findings(listener, options.maxFindings());
    }

    /// Checks the store in the file at `path`.
    ///
    /// @throws dev.firn.pmem.RegionOpenException when there is no file, or it may not be read
    public static CheckReport run(Path path, CheckOptions options, CheckListener listener) {
        try (Region region = Regions.open(path, RegionOptions.defaults().withReadOnly(true))) {
            return run(region, options, listener);
        }
    }

    /// Checks the store in `region`, which stays the caller's.
    public static CheckReport run(Region region, CheckOptions options, CheckListener listener) {
        return new StoreCheck(region, options, listener).run();
    }

    private CheckReport run() {
        boolean complete = true;
        try {
            layers();
        } catch (Cancelled _) {
            complete = false;
        } catch (MediumFaultException fault) {
            medium(fault.getMessage());
        } catch (FirnException | IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException fault) {
            findings.add(FindingKind.CHECK_FAILED, -1, "to be able to go on", fault.toString());
        } catch (InternalError fault) {
            medium(fault.toString());
        }
        return report(complete);
    }

    private void medium(String message) {
        findings.add(FindingKind.MEDIUM_FAULT, -1, "bytes that can be read", String.valueOf(message));
    }

    private void layers() {
        survey = Survey.of(region, findings, listener, options.threads());
        if (survey == null) return;
        new MappingCheck(region, survey, findings).run();
        new CheckpointCheck(survey, findings).run();
        new DigestCheck(survey, findings).run();
        collections();
        space = new SpaceCount(survey).of(region.size());
        if (space.live() + space.garbage() + space.overhead() + space.free() != space.file() || space.garbage() < 0) {
            findings.add(FindingKind.SPACE_SUM, -1, space.file() + " bytes in all", "" + space);
        }
    }

    private void collections() {
        var reached = new ObjectSet();
        var trees = new Trees(survey, reached, listener);
        var problems = findings.in("");
        var found = catalogue(trees, reached);
        var roots = new HashMap<Long, String>();
        for (int i = 0; i < found.size(); i++) {
            var named = found.get(i);
            listener.progress(Phase.COLLECTIONS, i, found.size());
            String other = roots.putIfAbsent(named.root(), named.info().name());
            if (other != null) {
                problems.add(
                        FindingKind.CATALOGUE_ENTRY,
                        -1,
                        named.root(),
                        "a tree for \"%s\" alone".formatted(named.info().name()),
                        "that of \"%s\"".formatted(other));
                continue;
            }
            long before = trees.pages();
            var check = new CollectionCheck(survey, reached, named.info(), findings, options);
            trees.walk(named.root(), check, check.problems());
            contents.add(check.contents(trees.pages() - before));
        }
        leaks(reached);
    }

    private List<Named> catalogue(Trees trees, ObjectSet reached) {
        var found = new ArrayList<Named>();
        // A store without collections has no catalogue, and neither has a plain log.
        if (survey.newest.rawAddress(Trees.CATALOGUE) == 0) {
            orphaned();
            return found;
        }
        var problems = findings.in("");
        var reader = new CatalogueReader(problems);
        var values = new ValueReader(survey);
        trees.walk(
                Trees.CATALOGUE,
                (item, page) -> {
                    byte[] value = item.value();
                    if (item.object() != 0) {
                        reached.add(item.object());
                        long record = survey.newest.address(item.object());
                        value = record == 0 ? null : values.read(item.object(), record, reached, problems);
                    }
                    var named = reader.read(item.key(), value == null ? new byte[0] : value, page);
                    if (named != null) found.add(named);
                },
                problems);
        return found;
    }

    private void orphaned() {
        boolean[] any = {false};
        survey.newest.forEach(_ -> any[0] = true);
        if (any[0]) {
            findings.in("").add(FindingKind.PAGE_MISSING, -1, Trees.CATALOGUE, "the root of the catalogue", "nothing");
        }
    }

    private void leaks(ObjectSet reached) {
        var problems = findings.in("");
        survey.newest.forEach(object -> {
            if (reached.contains(object)) return;
            long record = survey.newest.address(object);
            problems.add(FindingKind.OBJECT_LEAKED, record, object, "something that refers to it", "nothing does");
        });
    }

    private CheckReport report(boolean complete) {
        long frames = 0;
        long records = 0;
        long objects = 0;
        if (survey != null) {
            for (var segment : survey.kept()) {
                frames += segment.frames();
                records += segment.recordCount;
                objects += segment.objectRecords;
            }
        }
        return new CheckReport(
                complete,
                findings.list(),
                findings.unlisted(),
                survey == null ? 0 : survey.superblock.segmentCount(),
                survey == null ? 0 : survey.kept().size(),
                frames,
                records,
                objects,
                contents,
                space);
    }
}
