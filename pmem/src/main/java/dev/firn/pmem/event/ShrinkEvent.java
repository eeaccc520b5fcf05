package dev.firn.pmem.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

@Name("dev.firn.Shrink")
@Label("Shrink")
@Category("Firn")
@Description("Cut the end of the file of a store off")
@Threshold("0 ms")
@StackTrace(false)
final class ShrinkEvent extends ResizeEvent {}
