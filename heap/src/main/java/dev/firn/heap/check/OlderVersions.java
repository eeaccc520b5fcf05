package dev.firn.heap.check;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds all versions of an object that still lie somewhere, for what is lost. The first question reads all records,
/// and takes 16 bytes of memory for each.
final class OlderVersions {
    private final Survey survey;
    private Long[] index;

    OlderVersions(Survey survey) {
        this.survey = survey;
    }

    /// The records of an object that are versions, newest first.
    List<Long> of(long object) {
        if (index == null) index = read();
        var found = new ArrayList<Long>();
        int at = first(object);
        for (; at < index.length && survey.object(index[at]) == object; at++) found.add(index[at]);
        found.sort(Comparator.comparingLong(survey::commit).reversed());
        return found;
    }

    private int first(long object) {
        int low = 0;
        int high = index.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (survey.object(index[middle]) < object) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Long[] read() {
        var all = new ArrayList<Long>();
        for (var segment : survey.kept()) {
            for (int i = 0; i < segment.frames(); i++) addVersions(segment.frame(i), all);
        }
        var found = all.toArray(Long[]::new);
        Arrays.parallelSort(found, Comparator.comparingLong(survey::object));
        return found;
    }

    private void addVersions(long frame, List<Long> all) {
        long at = frame + FrameLayout.BYTES;
        for (int left = FrameLayout.count(survey.view, frame); left > 0 && survey.isRecord(at); left--) {
            var kind = RecordKind.of(RecordLayout.kindCode(survey.view, at)).orElseThrow();
            if (kind.isVersion()) all.add(at);
            at += survey.footprint(at);
        }
    }
}
