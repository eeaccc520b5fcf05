/// The few system calls that a region makes, behind an interface ([dev.firn.pmem.posix.Sys]) so that each can be made
/// to fail in a test. Not exported.
package dev.firn.pmem.posix;
