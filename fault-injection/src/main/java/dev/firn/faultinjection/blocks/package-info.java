/// Power cuts of a block device: what was written to a device is logged, and devices are made as a power cut could have
/// left them.
///
/// A [BlockLog][dev.firn.faultinjection.blocks.BlockLog] reads the format of Linux's dm-log-writes, which QEMU's
/// blklogwrites writes, too; a [BlockTrace][dev.firn.faultinjection.blocks.BlockTrace] makes images from it under the
/// BLOCK model, which is described there. Both are plain Java.
/// A [BlockCampaign][dev.firn.faultinjection.blocks.BlockCampaign] does the whole on Linux: a file system on a device
/// that logs, a workload in it, and then cut after cut, each image mounted and judged. It needs root, a loop device and
/// `qemu-storage-daemon`; [BlockTools][dev.firn.faultinjection.blocks.BlockTools] says what is missing.
package dev.firn.faultinjection.blocks;
