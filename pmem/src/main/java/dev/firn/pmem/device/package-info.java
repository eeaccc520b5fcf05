/// What the system tells about the device below a file. Not exported.
package dev.firn.pmem.device;
