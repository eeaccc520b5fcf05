package dev.firn.faultinjection;

/// What the exploration of one level of nesting works with: used again for every image of the level above.
final class Desk {
    final Medium medium = new Medium();
    final Units units = new Units();
    final Odometer odometer = new Odometer();
    final Trace resumed = new Trace();
    final LazyTree lazy;

    Desk(CrashOptions options) {
        lazy = new LazyTree(options.races());
    }
}
