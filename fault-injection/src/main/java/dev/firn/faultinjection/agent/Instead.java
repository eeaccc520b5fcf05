package dev.firn.faultinjection.agent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a static method: calls of the method of the same name of `value` come here. A method of an object gets that
/// object as its first parameter.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Instead {
    Class<?> value();
}
