package dev.firn.faultinjection.rules;

import java.util.LinkedHashMap;
import java.util.List;

/// Rules were broken. The message names each of them with its stacks; those of one place stand there once.
public final class RuleViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /// More places than anybody reads in one message.
    private static final int MOST = 20;

    private final transient List<Finding> findings;

    public RuleViolation(List<Finding> findings) {
        super(text(findings));
        this.findings = List.copyOf(findings);
    }

    static void throwIfAny(List<Finding> findings) {
        if (!findings.isEmpty()) throw new RuleViolation(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    private static String text(List<Finding> findings) {
        var places = new LinkedHashMap<List<Object>, Integer>();
        var firsts = new LinkedHashMap<List<Object>, Finding>();
        for (var finding : findings) {
            List<Object> place = List.of(finding.rule(), finding.call().stack().map(Stacks::place).orElse(List.of()));
            places.merge(place, 1, Integer::sum);
            firsts.putIfAbsent(place, finding);
        }
        var text =
                new StringBuilder(
                        "rules of the region were broken %d times, at %d places:%n"
                                .formatted(findings.size(), places.size()));
        firsts.entrySet().stream()
                .limit(MOST)
                .forEach(each -> {
                    int times = places.get(each.getKey());
                    text.append(times == 1 ? "" : times + " times ").append(each.getValue().text());
                });
        if (places.size() > MOST) text.append("... and at %d more places%n".formatted(places.size() - MOST));
        return text.toString();
    }
}
