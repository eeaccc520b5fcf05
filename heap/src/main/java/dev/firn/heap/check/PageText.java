package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import dev.firn.heap.check.PageReader.Item;
import java.util.ArrayList;
import java.util.List;

/// A page as text. For one thread.
final class PageText {
    private static final int MOST = 200;

    private final PageReader reader;
    private final DumpOptions.Printer printer;

    PageText(Survey survey, DumpOptions.Printer printer) {
        this.reader = new PageReader(survey);
        this.printer = printer;
    }

    /// @param owner null for the catalogue
    List<String> lines(long object, long record, CollectionInfo owner) {
        var lines = new ArrayList<String>();
        var content =
                reader.read(
                        object,
                        record,
                        (kind, _, _, expected, found) ->
                                lines.add("%s: expected %s, found %s".formatted(kind, expected, found)));
        if (content == null) return lines;
        lines.add("the page is then: level %d, %d entries".formatted(content.level(), content.items().size()));
        for (var item : content.items())
            lines.add("  " + key(item, content.level(), owner) + ": " + value(item, owner));
        return lines;
    }

    private String key(Item item, int level, CollectionInfo owner) {
        // What separates pages need not be a whole key.
        return owner == null || level > 0 ? Text.bytes(item.key()) : shortened(printer.key(owner, item.key()));
    }

    private String value(Item item, CollectionInfo owner) {
        if (item.object() != 0) return "object " + item.object();
        if (owner != null) return shortened(printer.value(owner, item.value()));
        var named = new CatalogueReader(Findings.Problems.IGNORED).read(item.key(), item.value(), 0);
        if (named == null) return Text.bytes(item.value());
        return "\"%s\", %s, root %d".formatted(named.info().name(), named.info().kind(), named.root());
    }

    private static String shortened(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    }
}
