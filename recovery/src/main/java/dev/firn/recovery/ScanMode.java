package dev.firn.recovery;

/// What a scan of all segments relies on.
public enum ScanMode {
    /// Every frame's checksum: what is served was verified.
    VERIFIED,
    /// A sealed segment's digest, where it has a whole one; its frames are not read, so damage in them is found only by
    /// whoever reads them later. Some ten times faster for records of 1 KiB.
    DIGESTS
}
