package dev.firn.faultinjection.rules;

import java.util.Optional;

/// Findings that are meant, and why.
///
/// @param rule which rule; empty for any
/// @param where the simple name of a test class, or a part of `Class.method` that is in a stack of the finding
/// @param reason why it is right
public record Suppression(Optional<Rule> rule, String where, String reason) {
    public Suppression {
        if (where.isBlank() || reason.isBlank()) throw new IllegalArgumentException("say where, and why");
    }

    /// Whether it covers a finding made in the test class with the simple name `test`.
    public boolean covers(Finding finding, String test) {
        if (rule.isPresent() && rule.get() != finding.rule()) return false;
        return where.equals(test) || finding.calls().anyMatch(call -> Stacks.passes(call, where));
    }
}
