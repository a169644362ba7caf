package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of a network's class that the generated class cannot live with. */
class MethodErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String summary()",
                "float[] predict(float[] input)",
                "void predict(float[] input, float[] output)",
                "float[][] forward(float[][] inputs, int count)",
                "float[] forward(float[] input)",
                "void backward(float[] gradient)",
                "static Digits create(long seed)"
            })
    void aMethodDoesNotHaveAGeneratedSignature(String method) {
        final String signature =
                method.replaceAll("^.* (\\w+\\()", "$1").replaceAll(" \\w+([,)])", "$1");
        Expected.in(
                        "@Network(input = 4) abstract class Digits { @Dense(2) Layer scores;\n"
                                + method.replaceAll("(\\w+)\\(", "§$1(")
                                + " { throw new IllegalStateException(); } }")
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method "
                                + signature
                                + " of Digits has the signature of one that is generated in"
                                + " DigitsNetwork: rename it")
                .check();
    }

    @Test
    void anInheritedMethodClashesAtTheClass() {
        Expected.in(
                        "class Base { public int inputSize() { return 1; } }",
                        "@Network(input = 4) abstract §class Digits extends Base {"
                                + " @Dense(2) Layer scores; }")
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method inputSize() of Base has the signature of one"
                                + " that is generated in DigitsNetwork: rename it")
                .check();
    }

    @Test
    void theMethodOfSteppersClashesInRecurrentNetworks() {
        final String method = "int §stepper() { return 1; } }";
        Expected.in(
                        "@Network(input = {4, 1}) abstract class Digits { @Gru(2) Layer scores;\n"
                                + method)
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method stepper() of Digits has the signature of one"
                                + " that is generated in DigitsNetwork: rename it")
                .check();
        Expected.in(
                        "@Network(input = 4) abstract class Digits { @Dense(2) Layer scores;\n"
                                + method.replace("§", ""))
                .check();
    }

    @Test
    void methodsOfInputGradientsClashOnlyWhereTheyAreGenerated() {
        final String method = "void §backward(double[] a, double[] b) { } }";
        Expected.in(
                        "@Network(input = 4, precision = Precision.DOUBLE, inputGradient = true)"
                                + " abstract class Digits { @Dense(2) Layer scores;\n"
                                + method)
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method backward(double[], double[]) of Digits has the"
                                + " signature of one that is generated in DigitsNetwork: rename it")
                .check();
        Expected.in(
                        "@Network(input = 4, inputGradient = true)"
                                + " abstract class Digits { @Dense(2) Layer scores;\n"
                                + method.replace("§", ""))
                .check();
    }

    @Test
    void anAbstractMethodMayBeImplementedByTheGeneratedClass() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(2) Layer scores;
                            abstract float[] predict(float[] input);
                            int best(float[] input) { return predict(input)[0] > 0 ? 0 : 1; }
                        }
                        """)
                .check();
    }

    /** So that code of the user's package may take any network of one kind. */
    @Test
    void theClassMayBeAModelItself() {
        Expected.in(
                        """
                        import dev.tapeless.runtime.Model;
                        @Network(input = 4) abstract class Digits implements Model<float[]> {
                            @Dense(2) Layer scores;
                            int best(float[] input) { return predict(input)[0] > 0 ? 0 : 1; }
                        }
                        """,
                        """
                        import dev.tapeless.runtime.Model;
                        @Network(input = 4) abstract class Odd implements Model<float[]> {
                            @Dense(2) Layer scores;
                            public java.util.List<Layer> §layers() { return null; }
                        }
                        """)
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method layers() of Odd has the signature of one that"
                                + " is generated in OddNetwork: rename it")
                .check();
    }

    @Test
    void anAbstractMethodMustHaveTheResultOfTheGeneratedOne() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(2) Layer scores;
                            abstract double[] §predict(float[] input);
                        }
                        """)
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method predict(float[]) of Digits has the signature of"
                                + " one that is generated in DigitsNetwork: rename it")
                .check();
    }

    @Test
    void noMethodStaysAbstract() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(2) Layer scores;
                            abstract int §best(float[] scores);
                        }
                        """)
                .says(
                        Message.CLASS_ABSTRACT_METHOD,
                        "[NetworkClass] Nothing implements the abstract method best(float[]) of"
                                + " Digits: the generated class DigitsNetwork contains only the"
                                + " methods of a model, so give this one a body or remove it")
                .check();
    }

    @Test
    void noInheritedMethodStaysAbstract() {
        Expected.in(
                        """
                        @Network(input = 4) abstract §class Digits
                                implements Comparable<Digits>, Runnable {
                            @Dense(2) Layer scores;
                            public void run() { }
                        }
                        """)
                .says(
                        Message.CLASS_ABSTRACT_METHOD,
                        "[NetworkClass] Nothing implements the abstract method"
                            + " compareTo(test.Digits) of Comparable: the generated class"
                            + " DigitsNetwork contains only the methods of a model, so give this"
                            + " one a body or remove it")
                .check();
    }
}
