package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.schedule.Kernel;
import dev.tapeless.processor.schedule.Location;

import java.util.List;
import java.util.function.BiFunction;

import javax.lang.model.element.Modifier;

/** Prints a kernel as a method, and calls of it. */
final class KernelWriter {

    private static final int DOC_WIDTH = 78;

    private final Real real;

    KernelWriter(Real real) {
        this.real = real;
    }

    /** The method. */
    MethodSpec method(Kernel kernel) {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(kernel.name())
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addJavadoc(documentation(kernel));
        for (final Kernel.Parameter parameter : kernel.parameters()) {
            method.addParameter(type(kernel, parameter.location()), parameter.name());
        }
        return method.addCode(new StatementPrinter(real).print(kernel.body())).build();
    }

    private static CodeBlock documentation(Kernel kernel) {
        final CodeBlock.Builder text = CodeBlock.builder();
        for (final String formula : kernel.formula()) {
            String separator = "";
            for (final String line : TextLines.wrap(formula, DOC_WIDTH)) {
                text.add("$L$L", separator, JavadocText.escape(line));
                separator = "\n";
            }
            text.add("<br>\n");
        }
        return text.add("Form: $L.\n", JavadocText.escape(kernel.form())).build();
    }

    private TypeName type(Kernel kernel, Location location) {
        if (location instanceof Location.Count || location instanceof Location.Sample) {
            return TypeName.INT;
        } else if (location instanceof Location.Seed || location instanceof Location.Step) {
            return TypeName.LONG;
        } else if (location instanceof Location.ParameterValues values) {
            return values.flat() ? real.row : real.rows;
        } else if (location instanceof Location.ParameterGradient gradient) {
            return gradient.flat() ? real.row : real.rows;
        }
        return kernel.single() && location.isBatched() ? real.row : real.rows;
    }

    /**
     * Calls of kernels, one after the other.
     *
     * @param kernels what is called
     * @param argument the argument for a location; the flag says that the caller stands in a loop
     *     over samples and gives one row
     * @return the statements
     */
    static CodeBlock calls(
            List<Kernel> kernels, BiFunction<Location, Boolean, CodeBlock> argument) {
        final CodeBlock.Builder code = CodeBlock.builder();
        for (final Kernel kernel : kernels) {
            final CodeBlock.Builder call = CodeBlock.builder().add("$L(", kernel.name());
            String separator = "";
            for (final Kernel.Parameter parameter : kernel.parameters()) {
                call.add(separator);
                call.add(argument.apply(parameter.location(), kernel.single()));
                separator = ", ";
            }
            code.addStatement("$L", call.add(")").build());
        }
        return code.build();
    }
}
