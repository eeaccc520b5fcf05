/// What threads asked and were answered, and whether a sequential specification explains it: linearizability, and after
/// a crash durable and buffered durable linearizability (Izraelevitz, Mendes and Scott, DISC 2016).
///
/// A [dev.firn.faultinjection.schedule.history.History] comes from a
/// [dev.firn.faultinjection.schedule.Run] or is made by hand; a
/// [dev.firn.faultinjection.schedule.history.Specification] says what one thread alone would see;
/// [dev.firn.faultinjection.schedule.history.Linearizability] searches for an order that explains the one by the other.
package dev.firn.faultinjection.schedule.history;
