package dev.firn.faultinjection.rules;

/// The calls of a region that change something or wait.
public enum Verb {
    WRITE,
    PUBLISH,
    FLUSH,
    DRAIN,
    GROW,
    SHRINK,
    RELEASE,
    RECLAIM
}
