package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Grow")
@Label("Grow")
@Category("Firn")
@Description("Gave the file of a store more blocks: zeros, written and synchronised")
@Threshold("0 ms")
@StackTrace(false)
final class GrowEvent extends ResizeEvent {}
