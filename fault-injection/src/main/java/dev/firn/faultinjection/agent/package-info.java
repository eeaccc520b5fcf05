/// The Java agent: lets the code of somebody who has never heard of Firn be recorded without changing it.
///
/// [Agent] says how it is started. Rewritten code calls [MemoryCalls] (memory segments, buffers, variable handles),
/// [ChannelCalls], [AsynchronousCalls], [FileCalls] and [IoFileCalls] (files), which make the original call and tell
/// the [Recorder] of the test that is running, if the file is one of its own. Users need none of these; they use
/// [dev.firn.faultinjection.junit] or [dev.firn.faultinjection.files].
package dev.firn.faultinjection.agent;
