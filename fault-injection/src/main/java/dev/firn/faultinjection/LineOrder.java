package dev.firn.faultinjection;

import java.util.Arrays;

/// Which lines have a publish among their pending stores, all of one author.
final class LineOrder {
    private static final int SEVERAL = -1;

    private final KeyTable table = new KeyTable();
    private int[] authors = new int[64];
    private boolean[] published = new boolean[64];

    void find(Pending pending) {
        table.clear();
        for (int store = 0; store < pending.count(); store++) {
            int known = table.count();
            int line = table.add(pending.line(store));
            if (line == authors.length) lengthen();
            if (line == known) begin(line, pending.thread(store));
            if (authors[line] != pending.thread(store)) authors[line] = SEVERAL;
            published[line] |= pending.isPublished(store);
        }
    }

    boolean isOrdered(int line) {
        int index = table.find(line);
        return index >= 0 && published[index] && authors[index] != SEVERAL;
    }

    private void begin(int line, int author) {
        authors[line] = author;
        published[line] = false;
    }

    private void lengthen() {
        authors = Arrays.copyOf(authors, 2 * authors.length);
        published = Arrays.copyOf(published, authors.length);
    }
}
