package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation an activation: a formula that is applied to every element of a layer.
 *
 * <p>All activations of this package are made this way, and your own work like them, from any
 * package:
 *
 * <pre>{@code
 * @Activation("x / (1 + exp(-beta * x))")
 * @Target(ElementType.FIELD)
 * public @interface Swish {
 *     double beta() default 1;
 *     String from() default "";
 * }
 *
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Swish(beta = 1.5) Layer hidden;
 *     @Dense(10)                     Layer logits;
 * }
 * }</pre>
 *
 * <p><b>Shape:</b> any shape in, the same shape out. An activation has no trained parameters.
 *
 * <p>The derivative is found symbolically and simplified when the network is compiled, and shares
 * what it can with the value: {@code tanh(x)} is differentiated as {@code 1 - y * y}. A formula
 * that cannot be parsed or differentiated is a compile error that names the column.
 *
 * <h2>The formula</h2>
 *
 * <table>
 * <caption>Everything a formula may contain</caption>
 * <tr><th>written</th><th>meaning</th></tr>
 * <tr><td>{@code x}</td><td>the element of the input</td></tr>
 * <tr><td>{@code 2}, {@code 0.5}, {@code 1e-3}</td><td>numbers</td></tr>
 * <tr><td>{@code pi}, {@code e}</td><td>3.14159... and 2.71828...</td></tr>
 * <tr><td>{@code alpha}</td><td>a member of the annotation; a constant of the network, known when
 *     the network is compiled</td></tr>
 * <tr><td>{@code a + b}, {@code a - b}, {@code a * b}, {@code a / b}, {@code -a}, {@code (a)}</td>
 *     <td>arithmetic with Java's precedence; {@code 1 / 2} is one half</td></tr>
 * <tr><td>{@code exp(a)}, {@code log(a)}, {@code sqrt(a)}, {@code abs(a)}, {@code tanh(a)},
 *     {@code sin(a)}, {@code cos(a)}</td><td>the functions of {@link java.lang.Math}, with the same
 *     bits on every machine; {@code log} is the natural logarithm</td></tr>
 * <tr><td>{@code expm1(a)}, {@code log1p(a)}</td><td>{@code exp(a) - 1} and {@code log(1 + a)}
 *     without loss of digits near 0</td></tr>
 * <tr><td>{@code sigmoid(a)}</td><td>{@code 1 / (1 + exp(-a))} without overflow</td></tr>
 * <tr><td>{@code erf(a)}</td><td>the error function</td></tr>
 * <tr><td>{@code min(a, b)}, {@code max(a, b)}</td><td>the smaller, the larger of two</td></tr>
 * <tr><td>{@code where(c, a, b)}</td><td>{@code a} where the comparison {@code c} holds, otherwise
 *     {@code b}; {@code c} is one of {@code < <= > >= == !=} between two terms</td></tr>
 * </table>
 *
 * <h2>Kinks</h2>
 *
 * <p>Where a formula has no derivative in the mathematical sense it has one by rule:
 *
 * <ul>
 *   <li>{@code max(a, b)} and {@code min(a, b)} have the derivative of {@code b} where {@code a}
 *       and {@code b} are equal, so {@code max(x, 0)} has the derivative 0 at 0 and {@code max(0,
 *       x)} has 1;
 *   <li>{@code where(c, a, b)} has the derivative of the term that {@code c} chooses;
 *   <li>{@code abs(a)} has the derivative 0 at 0.
 * </ul>
 *
 * <h2>Formulas that stay finite</h2>
 *
 * <p>{@code exp(x)} is infinite for a {@code float} from 89 on, and with it {@code log1p(exp(x))},
 * whose true value there is 89. Let {@code where} choose another term, as {@link Softplus} does;
 * the term that is not chosen does no harm, in the value and in the derivative.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Activation {
    /**
     * The formula: the element of the output as a function of {@code x}, the element of the input.
     *
     * <p>Members of the annotated annotation are constants in it, under their names; they have the
     * type {@code int}, {@code long}, {@code float} or {@code double}, and a finite value. The one
     * exception is {@code String from() default ""}, which lets the activation name the layer it
     * reads; without that member it reads the layer before it.
     *
     * @return the formula
     */
    String value();
}
