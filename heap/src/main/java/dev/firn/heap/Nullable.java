package dev.firn.heap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The record component may be null. Without it, encoding a null component throws [CodecException].
///
/// Annotations called `Nullable` of other libraries do as well, if they are kept at run time. It costs one byte.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Nullable {}
