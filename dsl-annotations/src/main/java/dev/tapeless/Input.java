package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an input of the network by name, in place of {@link Network#input()}: one of several, or
 * one of integers.
 *
 * <p><b>Shape:</b> what {@link #value()} says. The field has no other layer annotation; layers read
 * it by its name, or by standing after it. It may stand anywhere before its readers.
 *
 * <p><b>Numbers:</b> real ones, or with {@link #integer()} whole numbers that stand for something:
 * words, letters, categories. Those are looked up with {@link Embedding} and nothing else.
 *
 * <p><b>Example:</b> what a house costs, by its picture and the words of its description.
 *
 * <pre>{@code
 * @Network
 * abstract class House {
 *     @Input({28, 28, 1})                              Layer image;
 *     @Conv2d(value = 8, kernel = 3) @Relu @Flatten    Layer seen;     // reads image
 *     @Input(value = 8, integer = true)                Layer words;
 *     @Embedding(count = 500, value = 16) @Flatten     Layer said;     // reads words
 *     @Concat(from = {"seen", "said"}) @Dense(1)       Layer price;
 * }
 * }</pre>
 *
 * <p>The generated class takes the inputs by name, in the order of their declaration, integers as
 * {@code int[]}:
 *
 * <pre>{@code
 * float[] price = net.predictFrom(pixels, wordNumbers);
 * }</pre>
 *
 * <p><b>In memory</b>, and wherever the network is used through {@code dev.tapeless.runtime.Model},
 * a sample is one row with all inputs one after the other in the order of their declaration; {@code
 * Model.inputs()} lists their places. Integers lie in it as numbers of the network's precision. A
 * float holds all whole numbers up to 2<sup>24</sup> = 16,777,216 exactly; {@code predictFrom} and
 * {@code DatasetBuilder} refuse larger ones.
 *
 * @see Output
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Input {
    /**
     * The shape of the input for one sample, every dimension at least 1: {@code 784}, or {@code
     * {28, 28, 1}}.
     *
     * @return the dimensions, the outermost first
     */
    int[] value();

    /**
     * Whether the numbers are integers that stand for something.
     *
     * @return true for {@code int[]} in the generated methods; false by default
     */
    boolean integer() default false;
}
