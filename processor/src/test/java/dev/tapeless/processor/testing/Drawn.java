package dev.tapeless.processor.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A layer that only the tests know: operations drawn at random. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Drawn {
    /** Decides the operations. */
    int value();

    /** How many operations are drawn. */
    int size() default 6;

    /** The layer to read. */
    String from() default "";
}
