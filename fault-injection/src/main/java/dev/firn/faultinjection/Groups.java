package dev.firn.faultinjection;

import java.util.Arrays;

/// Members by group, in order: a counting sort into arrays that are used again.
final class Groups {
    private int[] starts = new int[64];
    private int[] members = new int[64];

    /// @param groupOf the group of each member; negative for none
    void group(int[] groupOf, int memberCount, int groupCount) {
        if (starts.length < groupCount + 2) starts = new int[2 * groupCount + 2];
        else Arrays.fill(starts, 0, groupCount + 2, 0);
        if (members.length < memberCount) members = new int[2 * memberCount];
        // Counted two places on, so that filling moves each start to where it belongs.
        for (int member = 0; member < memberCount; member++) {
            if (groupOf[member] >= 0) starts[groupOf[member] + 2]++;
        }
        for (int group = 2; group < groupCount + 2; group++) starts[group] += starts[group - 1];
        for (int member = 0; member < memberCount; member++) {
            if (groupOf[member] >= 0) members[starts[groupOf[member] + 1]++] = member;
        }
    }

    int count(int group) {
        return starts[group + 1] - starts[group];
    }

    int get(int group, int index) {
        return members[starts[group] + index];
    }
}
