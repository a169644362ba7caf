package dev.tapeless.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.graph.Arithmetic;

/** The numbers of a network in Java: types and literals. */
enum Real {
    /** Single precision. */
    FLOAT(TypeName.FLOAT, "ofFloats", "uniformFloat", "FloatVector"),
    /** Double precision. */
    DOUBLE(TypeName.DOUBLE, "ofDoubles", "uniformDouble", "DoubleVector");

    /** The primitive type. */
    final TypeName type;

    /** An array of them. */
    final TypeName row;

    /** An array of such arrays. */
    final TypeName rows;

    /** The method that makes a parameter of them. */
    final String parameterFactory;

    /** The method that draws one. */
    final String uniform;

    /** A vector of them. */
    final ClassName vector;

    Real(TypeName type, String parameterFactory, String uniform, String vector) {
        this.type = type;
        this.row = ArrayTypeName.of(type);
        this.rows = ArrayTypeName.of(row);
        this.parameterFactory = parameterFactory;
        this.uniform = uniform;
        this.vector = ClassName.get(JavaNames.VECTOR_PACKAGE, vector);
    }

    static Real of(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
        };
    }

    /** A number as Java writes it. */
    CodeBlock literal(double number) {
        final double value = rounded(number);
        return Double.isFinite(value)
                ? CodeBlock.of("$L", text(value))
                : CodeBlock.of("$T.$L", type.box(), nameOf(value));
    }

    /** Writes a number. */
    void write(double number, CodeText code) {
        final double value = rounded(number);
        if (Double.isFinite(value)) {
            code.add(text(value));
        } else {
            code.add(type.box()).add(".").add(nameOf(value));
        }
    }

    /** Whether a number is a zero without a sign. */
    boolean isZero(double number) {
        return Double.doubleToRawLongBits(rounded(number)) == 0;
    }

    /** What is beyond the range of floats is infinite there. */
    private double rounded(double number) {
        return this == FLOAT ? (float) number : number;
    }

    private String text(double value) {
        return this == FLOAT ? floatText((float) value) : doubleText(value);
    }

    /** The constant of a number that is not finite. */
    private static String nameOf(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
    }

    private static String floatText(float value) {
        return withoutFraction(Float.toString(value)) + "f";
    }

    private static String doubleText(double value) {
        return Double.toString(value);
    }

    private static String withoutFraction(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
