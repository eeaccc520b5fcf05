package dev.firn.heap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A promise that the constants of this enum keep their places: new ones are only added at the end, and none is
/// removed.
///
/// The constants are then stored by their place instead of their name: they take one byte, and sort in the order of
/// their declaration, so that they can be part of the key of a sorted map. See [Codec#enumOf] and [Codec#enumInOrder].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeepOrder {}
