package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import dev.firn.heap.check.CatalogueReader.Named;
import dev.firn.heap.check.RepairPlan.Kept;
import dev.firn.heap.check.RepairPlan.Lost;
import dev.firn.heap.check.RepairPlan.Stale;
import dev.firn.heap.check.RepairPlan.What;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes out of a file what a full scan can prove: of each object the newest version that is whole.
final class Salvage {
    static final String UNKNOWN = "unknown";
    private static final int MAX_LISTED = 10_000;

    private final Findings findings;
    private final CheckListener listener;
    private final Sink sink;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();
    private final List<Stale> stale = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final ObjectSet reached = new ObjectSet();
    private final Survey survey;
    private final OlderVersions older;
    private long unlisted;
    private long orphanPages;
    private long orphanEntries;

    /// Gets what is saved, one collection after the other.
    interface Sink {
        /// Wants nothing.
        Sink NONE = _ -> {};

        void begin(CollectionInfo info);

        /// An entry as it is stored. Returns whether there was none with this key before.
        default boolean put(byte[] key, byte[] value) {
            return true;
        }

        default void end() {}
    }

    Salvage(Region region, CheckListener listener, Sink sink) {
        this.findings = new Findings(listener, MAX_LISTED);
        this.listener = listener;
        this.sink = sink;
        this.survey = Survey.of(region, findings, listener, Runtime.getRuntime().availableProcessors());
        this.older = survey == null ? null : new OlderVersions(survey);
    }

    /// Bytes of a segment of the store, 0 when there is none.
    int segmentBytes() {
        return survey == null ? 0 : survey.superblock.segmentBytes();
    }

    /// Whether all of the store's features are known, so that nothing is lost that they stand for.
    boolean isKnown() {
        return survey == null || survey.superblock.format().isWritable();
    }

    RepairPlan run() {
        if (survey != null) {
            var trees = new Trees(survey, reached, listener);
            var found = catalogue(trees);
            Set<Long> roots = new HashSet<>();
            for (var named : found) {
                if (roots.add(named.root())) collection(trees, named);
                else lose(named.info().name(), What.COLLECTION, null, null, "its tree is that of another");
            }
            orphans();
        }
        return new RepairPlan(
                survey != null, kept, lost, unlisted, stale, changed, orphanPages, orphanEntries, findings.list());
    }

    private List<Named> catalogue(Trees trees) {
        var found = new ArrayList<Named>();
        if (survey.newest.rawAddress(Trees.CATALOGUE) == 0) return found;
        var problems = findings.in("");
        var visitor =
                new SalvagedTree(
                        "the catalogue",
                        (key, value, page) -> {
                            var named = new CatalogueReader(problems).read(key, value, page);
                            if (named == null)
                                lose(Text.bytes(key), What.COLLECTION, null, null, "its entry cannot be read");
                            else found.add(named);
                        });
        trees.walk(Trees.CATALOGUE, visitor, problems);
        return found;
    }

    private void collection(Trees trees, Named named) {
        var info = readable(named.info());
        long[] entries = {0};
        sink.begin(info);
        var visitor =
                new SalvagedTree(
                        info.name(),
                        (key, value, _) -> {
                            if (sink.put(key, value)) entries[0]++;
                            listener.progress(CheckListener.Phase.SAVING, entries[0], 0);
                        });
        trees.walk(named.root(), visitor, findings.in(info.name()));
        sink.end();
        kept.add(new Kept(info, entries[0]));
    }

    /// A schema that says nothing any more becomes one that says so.
    private CollectionInfo readable(CollectionInfo info) {
        boolean[] wrong = {false};
        new CatalogueReader((_, _, _, _, _) -> wrong[0] = true).schemas(info, 0);
        if (!wrong[0]) return info;
        changed.add(
                "\"%s\" has lost its types (%s, %s); its entries are saved as bytes"
                        .formatted(info.name(), info.keySchema(), info.valueSchema()));
        boolean keyless = info.kind() == CollectionInfo.Kind.REF;
        return new CollectionInfo(info.name(), info.kind(), keyless ? "" : UNKNOWN, UNKNOWN);
    }

    /// Gets an entry with its value.
    private interface Entries {
        void accept(byte[] key, byte[] value, long page);
    }

    /// One tree on its way out.
    private final class SalvagedTree implements Trees.Visitor {
        private final String name;
        private final Entries entries;
        private final ValueReader values = new ValueReader(survey);

        SalvagedTree(String name, Entries entries) {
            this.name = name;
            this.entries = entries;
        }

        @Override
        public void entry(PageReader.Item item, long page) {
            byte[] value = item.object() == 0 ? item.value() : value(item.object());
            if (value == null) lose(name, What.KEY, item.key(), null, "its value is lost");
            else entries.accept(item.key(), value, page);
        }

        /// An older page may name a value that was deleted since, and still lies somewhere.
        private byte[] value(long object) {
            reached.add(object);
            long record = survey.newest.address(object);
            byte[] value = record == 0 ? null : values.read(object, record, reached, Findings.Problems.IGNORED);
            if (value != null) return value;
            for (long before : older.of(object)) {
                if (survey.kind(before).plain() == RecordKind.CHUNK || before == record) continue;
                value = values.read(object, before, null, Findings.Problems.IGNORED);
                if (value != null) return value;
            }
            return null;
        }

        @Override
        public void lost(long page, byte[] low, byte[] high) {
            lose(name, What.RANGE, low, high, "page " + page + " is lost");
        }

        @Override
        public PageReader.Content instead(long page, int level, byte[] low, byte[] high) {
            long newest = survey.newest.rawAddress(page);
            for (long record : older.of(page)) {
                if (record == newest) continue;
                var content = new PageReader(survey).read(page, record, Findings.Problems.IGNORED);
                if (content == null || level >= 0 && content.level() != level) continue;
                stale.add(new Stale(name, low, high, survey.commit(record), newest == 0 ? 0 : survey.commit(newest)));
                return content;
            }
            return null;
        }
    }

    private void lose(String collection, What what, byte[] low, byte[] high, String why) {
        if (lost.size() < MAX_LISTED) lost.add(new Lost(collection, what, low, high, why));
        else unlisted++;
    }

    /// Leaves that nothing refers to.
    private void orphans() {
        var reader = new PageReader(survey);
        survey.newest.forEach(object -> {
            long record = survey.newest.address(object);
            if (reached.contains(object) || !mayBePage(record)) return;
            boolean[] wrong = {false};
            var content = reader.read(object, record, (_, _, _, _, _) -> wrong[0] = true);
            if (content == null || wrong[0] || content.level() > 0) return;
            orphanPages++;
            orphanEntries += content.items().size();
        });
    }

    private boolean mayBePage(long record) {
        var kind = survey.kind(record).plain();
        return kind == RecordKind.PUT || kind == RecordKind.DELTA;
    }
}
