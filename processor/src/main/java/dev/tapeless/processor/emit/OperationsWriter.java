package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;

import javax.lang.model.element.Modifier;

/**
 * Prints a method that uses each arithmetic operation of the Vector API once that any kernel of any
 * network has, in all kinds of vectors, whether the network has it or not. Others, as comparisons
 * and shuffles, do not pass the methods that matter.
 *
 * <p>HotSpot compiles the methods of the Vector API also by themselves, while kernels are
 * interpreted, and expects in them what it has seen so far: a network of sums and maxima shows it
 * operators of one class only. The next network, with differences, proves it wrong four times
 * before it learns, in methods of the Vector API that every operation calls. C2 adds up what it
 * knows of each call that it inlines, and beyond a hundred wrong guesses it guesses no longer: a
 * polynomial of 46 operations then has virtual calls, and its vectors become objects (JDK 17; 4.8
 * KB a call).
 */
final class OperationsWriter {

    /** The name of the method. */
    static final String METHOD = "everyOperation";

    private static final ClassName LONG_VECTOR =
            ClassName.get(JavaNames.VECTOR_PACKAGE, "LongVector");

    private final Real real;

    OperationsWriter(Real real) {
        this.real = real;
    }

    MethodSpec method() {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(METHOD)
                        .addJavadoc(
                                "Uses every arithmetic operation once, for HotSpot expects of all"
                                        + " networks what the first\n"
                                        + "one showed it.\n")
                        .addModifiers(Modifier.STATIC)
                        .addStatement(
                                "final $T $L = $T.zero($L)",
                                real.vector,
                                name(real),
                                real.vector,
                                VectorConstants.SPECIES);
        final Real other = real == Real.FLOAT ? Real.DOUBLE : Real.FLOAT;
        method.addStatement(
                "final $T $L = $L.reinterpretAs$L()",
                other.vector,
                name(other),
                name(real),
                other == Real.DOUBLE ? "Doubles" : "Floats");
        method.addStatement("final $T longs = $L.reinterpretAsLongs()", LONG_VECTOR, name(real));
        for (final Real numbers : Real.values()) {
            method.addStatement(
                    "$1L.add($1L).sub($1L).mul($1L).div($1L).min($1L).max($1L).neg().abs().sqrt()"
                            + ".fma($1L, $1L)",
                    name(numbers));
        }
        return method.addStatement(
                        "longs.add(longs).sub(longs).and(longs).or(longs).lanewise($1T.LSHL, 1)"
                                + ".lanewise($1T.LSHR, 1)",
                        JavaNames.VECTOR_OPERATORS)
                .build();
    }

    private static String name(Real numbers) {
        return numbers == Real.FLOAT ? "floats" : "doubles";
    }
}
