package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

/** Prints a kernel as a method, and calls of it. */
final class KernelWriter {

    private static final int DOC_WIDTH = 78;

    /** Calls up to which those in numbers and those in vectors stand in one method. */
    private static final int FEW_CALLS = 32;

    private final Real real;
    private final MethodBodies bodies;
    private final RoutineNames routines;

    /**
     * A writer.
     *
     * @param owner the class of the methods
     * @param real the arithmetic
     * @param bodies takes what the methods consist of
     */
    KernelWriter(ClassName owner, Real real, MethodBodies bodies) {
        this.routines = new RoutineNames(owner);
        this.real = real;
        this.bodies = bodies;
    }

    /** The method. */
    MethodSpec method(Kernel kernel) {
        return method(
                kernel,
                kernel.form(),
                kernel.parameters(),
                kernel.body(),
                Modifier.PRIVATE,
                Modifier.STATIC);
    }

    /** The method of the form in vectors. */
    MethodSpec vectorMethod(Kernel kernel) {
        final Kernel.VectorForm vectors = kernel.vectors().orElseThrow();
        return method(
                kernel, vectors.form(), vectors.parameters(), vectors.body(), Modifier.STATIC);
    }

    /** The method of a routine. */
    MethodSpec method(Routine routine) {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(routines.of(routine))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        for (final String line : routine.documentation()) {
            TextLines.wrap(line, DOC_WIDTH)
                    .forEach(text -> method.addJavadoc("$L\n", JavadocText.escape(text)));
        }
        routine.result().ifPresent(kind -> method.returns(StatementPrinter.type(real, kind)));
        for (final Routine.Parameter parameter : routine.parameters()) {
            method.addParameter(StatementPrinter.type(real, parameter.kind()), parameter.name());
        }
        return method.addCode(body(routine.body())).build();
    }

    private CodeBlock body(List<Statement> statements) {
        return bodies.add(new StatementPrinter(real, routines).print(statements));
    }

    private MethodSpec method(
            Kernel kernel,
            String form,
            List<Kernel.Parameter> parameters,
            List<Statement> body,
            Modifier... modifiers) {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(kernel.name())
                        .addModifiers(modifiers)
                        .addJavadoc(documentation(kernel, form));
        for (final Kernel.Parameter parameter : parameters) {
            method.addParameter(type(kernel, parameter.location()), parameter.name());
        }
        return method.addCode(body(body)).build();
    }

    private static CodeBlock documentation(Kernel kernel, String form) {
        final CodeBlock.Builder text = CodeBlock.builder();
        for (final String formula : kernel.formula()) {
            text.add("$L<br>\n", wrapped(formula));
        }
        return text.add("$L\n", wrapped("Form: " + form + ".")).build();
    }

    private static String wrapped(String text) {
        return TextLines.wrap(text, DOC_WIDTH).stream()
                .map(JavadocText::escape)
                .collect(Collectors.joining("\n"));
    }

    /** The Java type of a parameter. */
    TypeName type(Kernel kernel, Location location) {
        if (location instanceof Location.Count
                || location instanceof Location.Sample
                || location instanceof Location.First
                || location instanceof Location.From
                || location instanceof Location.To) {
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
     * Calls of kernels, one after the other; where some have a form in vectors, a choice of all.
     *
     * @param kernels what is called
     * @param argument the argument for a location; the flag says that the caller stands in a loop
     *     over samples and gives one row
     * @param vectors the class of forms in vectors and whether they are in use; empty for none
     * @param apart makes a method of some of the calls, which are too many for one, and gives the
     *     call of it; its first argument tells the methods apart
     * @return the statements
     */
    static CodeBlock calls(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            Optional<VectorClass> vectors,
            BiFunction<String, CodeBlock, CodeBlock> apart) {
        return calls(kernels, argument, kernel -> CodeBlock.of(""), vectors, apart);
    }

    /**
     * Calls of kernels, of which some happen only on a condition.
     *
     * @param kernels what is called
     * @param argument the argument for a location, as above
     * @param condition when a kernel is called; empty for always
     * @param vectors the class of forms in vectors, as above
     * @param apart makes a method of some of the calls, as above
     * @return the statements
     */
    static CodeBlock calls(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            Function<Kernel, CodeBlock> condition,
            Optional<VectorClass> vectors,
            BiFunction<String, CodeBlock, CodeBlock> apart) {
        return chosen(
                kernels,
                vectors,
                parts(
                        kernels,
                        "",
                        part ->
                                calls(
                                        part,
                                        argument,
                                        condition,
                                        k -> CodeBlock.of(""),
                                        Kernel::parameters),
                        apart),
                type -> vectorCalls(kernels, argument, condition, type, apart));
    }

    /**
     * Statements in numbers and statements in vectors, of which those that are in use are run.
     *
     * @param kernels what the statements call
     * @param vectors the class of forms in vectors and whether they are in use; empty for none
     * @param inNumbers the statements in numbers, which are all where no kernel has another form
     * @param inVectors gives the statements in vectors
     * @return the statements
     */
    static CodeBlock chosen(
            List<Kernel> kernels,
            Optional<VectorClass> vectors,
            CodeBlock inNumbers,
            Function<VectorClass, CodeBlock> inVectors) {
        if (vectors.isEmpty() || kernels.stream().allMatch(k -> k.vectors().isEmpty())) {
            return inNumbers;
        }
        return CodeBlock.builder()
                .beginControlFlow("if ($L.isOn())", vectors.get().field())
                .add(inVectors.apply(vectors.get()))
                .nextControlFlow("else")
                .add(inNumbers)
                .endControlFlow()
                .build();
    }

    /** Calls of kernels, in vectors where they have such a form. */
    static CodeBlock vectorCalls(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            VectorClass vectors,
            BiFunction<String, CodeBlock, CodeBlock> apart) {
        return vectorCalls(kernels, argument, kernel -> CodeBlock.of(""), vectors, apart);
    }

    private static CodeBlock vectorCalls(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            Function<Kernel, CodeBlock> condition,
            VectorClass vectors,
            BiFunction<String, CodeBlock, CodeBlock> apart) {
        final ClassName type = vectors.type();
        final Function<Kernel, CodeBlock> owner =
                kernel -> kernel.vectors().isEmpty() ? CodeBlock.of("") : CodeBlock.of("$T.", type);
        final Function<Kernel, List<Kernel.Parameter>> parameters =
                kernel ->
                        kernel.vectors()
                                .map(Kernel.VectorForm::parameters)
                                .orElse(kernel.parameters());
        return parts(
                kernels,
                "InVectors",
                part -> calls(part, argument, condition, owner, parameters),
                apart);
    }

    private static CodeBlock calls(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            Function<Kernel, CodeBlock> condition,
            Function<Kernel, CodeBlock> owner,
            Function<Kernel, List<Kernel.Parameter>> parameters) {
        final CodeBlock.Builder code = CodeBlock.builder();
        for (final Kernel kernel : kernels) {
            final CodeBlock.Builder call =
                    CodeBlock.builder().add("$L$L(", owner.apply(kernel), kernel.name());
            String separator = "";
            for (final Kernel.Parameter parameter : parameters.apply(kernel)) {
                call.add(separator);
                call.add(argument.apply(parameter.location(), kernel.single()));
                separator = ", ";
            }
            call.add(")");
            final CodeBlock when = condition.apply(kernel);
            if (when.isEmpty()) {
                code.addStatement("$L", call.build());
            } else {
                code.beginControlFlow("if ($L)", when)
                        .addStatement("$L", call.build())
                        .endControlFlow();
            }
        }
        return code.build();
    }

    /** Calls of many kernels stand in methods of their own, so that all of them are compiled. */
    private static CodeBlock parts(
            List<Kernel> kernels,
            String suffix,
            Function<List<Kernel>, CodeBlock> code,
            BiFunction<String, CodeBlock, CodeBlock> apart) {
        if (kernels.size() <= FEW_CALLS) {
            return code.apply(kernels);
        }
        final CodeBlock.Builder calls = CodeBlock.builder();
        for (int first = 0; first < kernels.size(); first += FEW_CALLS) {
            final int end = Math.min(first + FEW_CALLS, kernels.size());
            final String name = suffix + (first / FEW_CALLS + 1);
            calls.add(apart.apply(name, code.apply(kernels.subList(first, end))));
        }
        return calls.build();
    }

    /**
     * The class of forms in vectors.
     *
     * @param type the class
     * @param field the field that tells whether they are in use
     */
    record VectorClass(ClassName type, String field) {}
}
