/// Simulated media and the crash tester.
module dev.firn.faultinjection {
  requires transitive dev.firn.pmem;

  exports dev.firn.faultinjection;
}
