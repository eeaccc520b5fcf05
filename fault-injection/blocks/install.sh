#!/bin/sh
# install.sh - installs what `firn crash blocks` needs, on Debian and Ubuntu, as root.
#
#   qemu-system-common  qemu-storage-daemon, whose blklogwrites layer logs writes and whose FUSE export makes them a file
#   e2fsprogs xfsprogs  mkfs.ext4 and mkfs.xfs
#   mount               mount, umount, losetup
set -eu

[ "$(id -u)" = 0 ] || { echo "install.sh: run it as root" >&2; exit 2; }
command -v apt-get >/dev/null || { echo "install.sh: no apt-get; install qemu-storage-daemon, mkfs.ext4, mkfs.xfs" >&2; exit 2; }
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  qemu-system-common e2fsprogs xfsprogs mount
