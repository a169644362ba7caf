package dev.tapeless.samples.fingerprint;

import dev.tapeless.Activation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An activation that is not built in: its formula is all it takes. */
@Activation("x / (1 + exp(-beta * x))")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@interface Swish {
    /** How sharp the bend is. */
    double beta() default 1;

    /** The layer to read; the one before if empty. */
    String from() default "";
}
