/// The persist/drain layer: a [Region] of bytes that survives a crash, and the little that may be done to it.
///
/// Everything above this package touches the medium through one seam. It **reads** through a [View] and
/// **changes** bytes with two verbs, [Region#write] and [Region#publish]. [Region#flush] starts the way to the
/// medium, [Region#drain] waits for its end. What the hardware needs for that (a cache-line write-back, an
/// `fdatasync`, nothing at all) is decided once, when the region is opened, and [Region#explain] says why.
///
/// The real regions and the simulated, crashing one of `dev.firn.faultinjection` pass the same contract test.
package dev.firn.pmem;
