/// What Firn tells Java Flight Recorder: one interface for each thing that takes time, and the events behind them.
package dev.firn.pmem.event;
