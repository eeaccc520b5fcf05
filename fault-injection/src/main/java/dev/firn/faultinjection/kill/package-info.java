/// A campaign of SIGKILLs: any command is started, killed at random and at chosen moments, and judged, again and again.
///
/// A [KillSubject][dev.firn.faultinjection.kill.KillSubject] says how its process is started, what the lines mean that
/// it prints, and what must be there after its death; a [KillCampaign][dev.firn.faultinjection.kill.KillCampaign] does
/// the rest. [QuickJvm][dev.firn.faultinjection.kill.QuickJvm] starts a subject written in Java in a fraction of a
/// second.
///
/// What it shows: nothing that was acknowledged depends on the process going on. What it cannot show: the operating
/// system lives on and keeps every store that reached it, so a missing flush or sync is not seen here; the simulated
/// medium and the block campaign are for those.
package dev.firn.faultinjection.kill;
