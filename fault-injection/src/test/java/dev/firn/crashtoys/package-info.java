/// Programs to be crashed by the tests of the reports. They live outside of the tester's packages, which call sites leave
/// out.
package dev.firn.crashtoys;
