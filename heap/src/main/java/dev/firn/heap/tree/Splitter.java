package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import java.util.Arrays;

/// Decides where a page that became too long is divided. Reusable.
final class Splitter {
    private final PageLimits limits;
    private int[] starts = new int[8];
    private int parts;

    Splitter(PageLimits limits) {
        this.limits = limits;
    }

    /// Divides evenly, or, when entries were `appended`, fills the parts: more will be appended behind the last.
    void divide(PageImage image, boolean appended) {
        int total = image.bytes(0, image.count());
        int fill = appended ? limits.pageBytes() : total / partsOf(total);
        int least = image.level() == 0 ? 1 : 2;
        parts = 0;
        add(0);
        int bytes = PageHead.BYTES;
        for (int i = 0; i < image.count(); i++) {
            int cost = PageImage.cost(EntryLayout.bytes(image.lengths(i)));
            boolean full = bytes >= fill || bytes + cost > limits.pageBytes();
            if (full && i - starts[parts - 1] >= least) {
                add(i);
                bytes = PageHead.BYTES;
            }
            bytes += cost;
        }
        starts[parts] = image.count();
    }

    int parts() {
        return parts;
    }

    int from(int part) {
        return starts[part];
    }

    int to(int part) {
        return starts[part + 1];
    }

    /// As many as are four fifths full, at least two.
    private int partsOf(int total) {
        int wanted = limits.pageBytes() * 4 / 5;
        return Math.max(2, (total + wanted - 1) / wanted);
    }

    private void add(int start) {
        if (parts + 2 > starts.length) starts = Arrays.copyOf(starts, starts.length * 2);
        starts[parts++] = start;
    }
}
