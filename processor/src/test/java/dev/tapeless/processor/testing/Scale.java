package dev.tapeless.processor.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A layer that only the tests know: {@code y[i] = weight[i] * x[i]}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Scale {
    /** The layer to read. */
    String from() default "";
}
