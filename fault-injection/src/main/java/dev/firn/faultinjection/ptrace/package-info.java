/// An oracle beneath the simulation: one thread of a live JVM is stepped instruction by instruction, and every image of
/// the medium that it passes through is held against what the recorder believes.
package dev.firn.faultinjection.ptrace;
