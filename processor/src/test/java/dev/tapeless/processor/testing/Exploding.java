package dev.tapeless.processor.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A layer with a mistake in its definition, which only the tests know. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Exploding {}
