/// The figures of a store for Micrometer.
package dev.firn.micrometer;
