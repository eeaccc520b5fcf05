package dev.firn.faultinjection.rules;

/// How bad it is to break a [Rule].
public enum Severity {
    /// A crash can lose or mix up data.
    ERROR,

    /// Nothing is lost but time: a fence, a sync or a write-back too many.
    WASTE
}
