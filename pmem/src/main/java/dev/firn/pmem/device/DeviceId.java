package dev.firn.pmem.device;

/// The number of a device, as a file's status names it.
public record DeviceId(int major, int minor) {}
