package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import dev.firn.heap.check.Findings.Problems;
import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which collection an object belongs to, as far as the trees can be read.
final class Owners {
    static final Owners NONE = new Owners();

    private final Map<Long, CollectionInfo> owners = new HashMap<>();
    private final ObjectSet pages = new ObjectSet();

    private Owners() {}

    static Owners of(Survey survey) {
        var owners = new Owners();
        if (survey.newest.address(Trees.CATALOGUE) == 0) return owners;
        var found = new ArrayList<CatalogueReader.Named>();
        var reader = new CatalogueReader(Problems.IGNORED);
        owners.walk(survey, Trees.CATALOGUE, null, found, reader);
        List.copyOf(found).forEach(named -> owners.walk(survey, named.root(), named.info(), null, reader));
        return owners;
    }

    private void walk(
            Survey survey, long root, CollectionInfo info, List<CatalogueReader.Named> found, CatalogueReader reader) {
        var reached = new ObjectSet();
        var trees = new Trees(survey, reached, CheckListener.NONE);
        Trees.Visitor visitor =
                (item, page) -> {
                    if (info == null && item.value() != null) {
                        var named = reader.read(item.key(), item.value(), page);
                        if (named != null) found.add(named);
                    }
                    if (item.object() != 0 && info != null) value(survey, item.object(), info);
                };
        trees.walk(root, visitor, Problems.IGNORED);
        reached.forEach(page -> {
            pages.add(page);
            if (info != null) owners.put(page, info);
        });
    }

    private void value(Survey survey, long object, CollectionInfo info) {
        owners.put(object, info);
        long record = survey.newest.address(object);
        if (record == 0 || survey.kind(record).plain() != RecordKind.LARGE) return;
        int chunks = LargeLayout.chunks(survey.length(record));
        for (int i = 0; i < chunks; i++) owners.put(LargeLayout.chunk(survey.view, survey.content(record), i), info);
    }

    Optional<CollectionInfo> of(long object) {
        return Optional.ofNullable(owners.get(object));
    }

    boolean isPage(long object) {
        return pages.contains(object);
    }
}
