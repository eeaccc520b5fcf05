package dev.firn.pmem;

import dev.firn.pmem.device.BadBlocks;
import dev.firn.pmem.device.Device;
import dev.firn.pmem.device.DeviceId;
import dev.firn.pmem.posix.FileStatus;
import java.io.IOException;
import java.nio.file.Path;

/// The place where a store lies, or will lie: its directory and the device below.
///
/// @param directory a real path
/// @param device what the system tells about it
/// @param probe what was tried there
record Site(Path directory, Device device, Probe probe) {
    static Site of(Host host, Path directory) {
        return switch (host.libc()) {
            case Host.Reach.Granted(var sys) -> {
                Device device = Device.of(host.sysRoot(), host.mounts().get(), directory, number(host, directory));
                yield new Site(directory, device, Probe.of(sys, directory, device.fileSystem()));
            }
            case Host.Reach.Denied(String why) -> withoutProbe(host, directory, why);
        };
    }

    /// Tries nothing and writes nothing.
    static Site withoutProbe(Host host, Path directory, String why) {
        Device device = Device.of(host.sysRoot(), host.mounts().get(), directory, number(host, directory));
        return new Site(directory, device, Probe.failed(why));
    }

    /// Bytes of the device that the system lists as bad.
    static long badBytes(Host host, Path directory) {
        return BadBlocks.bytes(host.sysRoot(), host.mounts().get(), directory, number(host, directory));
    }

    private static DeviceId number(Host host, Path directory) {
        if (!(host.libc() instanceof Host.Reach.Granted(var sys))) return new DeviceId(0, 0);
        try (PosixFile file =
                PosixFile.open(sys, directory, StoreFile.Mode.READ, new Offload(Offload.Whom.VIRTUAL, "probe"))) {
            FileStatus status = file.status();
            return new DeviceId(status.major(), status.minor());
        } catch (IOException unknown) {
            return new DeviceId(0, 0);
        }
    }

    /// What lines need here, given that they suffice.
    Granularity lineGranularity() {
        return device.platformFlushes() ? Granularity.BYTE : Granularity.CACHE_LINE;
    }
}
