/// What a CPU does for durability: machine code written at start, or libpmem2's. Not exported.
package dev.firn.pmem.stub;
