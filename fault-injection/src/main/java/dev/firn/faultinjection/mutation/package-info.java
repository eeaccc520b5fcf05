/// Asks of each flush, fence and order of calls that a program makes whether it is needed, and whether the tests
/// notice.
package dev.firn.faultinjection.mutation;
