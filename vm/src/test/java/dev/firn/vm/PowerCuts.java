package dev.firn.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the lines of a run over several power cuts prove. A line reached this machine before the power went, so every
/// `ack N` in it was a promise.
///
/// @param boots how often the region was opened
/// @param acknowledged how many commits were acknowledged, over all boots
/// @param lost a sentence for each boot that found less than had been acknowledged before
record PowerCuts(int boots, long acknowledged, List<String> lost) {
    private static final Pattern LINE = Pattern.compile("(ack|found) (\\d+)");

    static PowerCuts in(List<String> lines) {
        int boots = 0;
        long acknowledged = 0;
        long promised = 0;
        List<String> lost = new ArrayList<>();
        for (String line : lines) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) continue;
            long number = Long.parseLong(words.group(2));
            if (words.group(1).equals("ack")) {
                acknowledged++;
                promised = Math.max(promised, number + 1);
            } else {
                if (number < promised) lost.add("boot " + boots + " found " + number + " of " + promised);
                boots++;
            }
        }
        return new PowerCuts(boots, acknowledged, lost);
    }
}
