package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a neural network: the fields of the class are its layers, in source order.
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>For this class the processor writes {@code DigitsNetwork} in the same package. It extends
 * {@code Digits}, so that the fields are typed views of the layers, and implements {@code
 * dev.tapeless.runtime.Model}:
 *
 * <pre>{@code
 * DigitsNetwork net = DigitsNetwork.create(42);          // 42 seeds the initial weights
 * float[] scores = net.predict(pixels);                  // 784 in, 10 out
 * double weight = net.hidden.weights().get(3, 17);       // to unit 3 from input 17
 * System.out.println(net.summary());
 * }</pre>
 *
 * <p><b>The class</b> is top-level or a static nested class; neither private, final, sealed nor
 * generic; without abstract methods; with a constructor without parameters that is not private (the
 * implicit one will do). It is usually abstract, because only the generated class is ever created.
 * It needs a source file of its own or an enclosing class: javac's lint option {@code
 * auxiliaryclass} objects when another file, here the generated one, uses the second top-level
 * class of a file.
 *
 * <p><b>Each field</b> has the type {@code dev.tapeless.runtime.Layer} and at least one layer
 * annotation, and is neither private, final nor static. Its name is the layer's name, also in files
 * of weights: {@code hidden.weight}, {@code hidden.bias}. No layer may be called {@code input}, the
 * name of the network's input.
 *
 * <p><b>Shapes:</b> in, what {@link #input()} says; out, the shape of the last layer. A network
 * with several inputs declares them as fields, each with {@link Input}; one with several outputs
 * marks their layers with {@link Output}.
 *
 * @see dev.tapeless
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
    /**
     * The shape of one sample, every dimension at least 1.
     *
     * <p>{@code input = 784} is a vector of 784 elements, {@code input = {28, 28}} a matrix of 28
     * rows. A sample is always given as one array, row by row; its length is the product of the
     * dimensions.
     *
     * @return the dimensions, the outermost first; nothing, the default, where the inputs are
     *     fields with {@link Input}
     */
    int[] input() default {};

    /**
     * The numbers the network computes with; it decides between {@code float[]} and {@code
     * double[]} in the generated methods.
     *
     * @return the precision, by default {@link Precision#FLOAT}
     */
    Precision precision() default Precision.FLOAT;

    /**
     * The simple name of the generated class.
     *
     * <p>By default it is the name of the annotated class with {@code Network} after it: {@code
     * DigitsNetwork} for {@code Digits}, and {@code Samples_DigitsNetwork} for a class {@code
     * Digits} nested in {@code Samples}.
     *
     * @return a Java identifier, or the empty string for the default
     */
    String name() default "";

    /**
     * Whether the generated class can also compute the gradient of the loss with respect to its
     * input.
     *
     * <p>Training does not need it, and the first layer's share of it costs as much as that layer's
     * forward pass, so it is left out unless asked for. Asked for, there are {@code backward}
     * methods with one more array, which they overwrite.
     *
     * @return true to generate them; false by default
     */
    boolean inputGradient() default false;

    /**
     * The form of the generated code. Its Javadoc says which form every kernel got, and why.
     *
     * @return the form, by default {@link Form#AUTO}, which is the fastest one measured
     */
    Form schedule() default Form.AUTO;
}
