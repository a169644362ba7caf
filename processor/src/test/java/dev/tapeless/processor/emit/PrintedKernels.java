package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.testing.SourceText;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;

/** Kernels as the methods of a class, for tests of other packages. */
public final class PrintedKernels {

    private static final ClassName KERNELS = ClassName.get("test", "Kernels");

    private PrintedKernels() {}

    /**
     * The class {@code test.Kernels}.
     *
     * @param real the arithmetic
     * @param kernels its methods
     * @return its source
     */
    public static SourceText of(String real, Collection<Kernel> kernels) {
        final MethodBodies bodies = new MethodBodies();
        final KernelWriter writer = writer(real, bodies);
        final TypeSpec.Builder type = type();
        kernels.forEach(kernel -> type.addMethod(writer.method(kernel)));
        Calls.of(kernels.stream().map(Kernel::body).toList())
                .forEach(routine -> type.addMethod(writer.method(routine)));
        return source(type, bodies);
    }

    /**
     * The class {@code test.Kernels} of forms in vectors.
     *
     * @param real the arithmetic
     * @param kernels its methods; those without such a form are left out
     * @param routines where the routines go that these call, by the names that they have here
     * @return its source
     */
    public static SourceText inVectors(
            String real, Collection<Kernel> kernels, Map<String, Routine> routines) {
        final MethodBodies bodies = new MethodBodies();
        final KernelWriter writer = writer(real, bodies);
        final TypeSpec.Builder type = type();
        final List<Kernel> inVectors =
                kernels.stream().filter(kernel -> kernel.vectors().isPresent()).toList();
        inVectors.forEach(kernel -> type.addMethod(writer.vectorMethod(kernel)));
        Calls.of(inVectors.stream().map(k -> k.vectors().orElseThrow().body()).toList())
                .forEach(
                        routine -> {
                            final MethodSpec method = writer.method(routine);
                            type.addMethod(method);
                            routines.put(method.name(), routine);
                        });
        type.addFields(VectorConstants.of(Real.valueOf(real), bodies.constants()));
        return source(type, bodies);
    }

    private static KernelWriter writer(String real, MethodBodies bodies) {
        return new KernelWriter(KERNELS, Real.valueOf(real), bodies);
    }

    private static TypeSpec.Builder type() {
        return TypeSpec.classBuilder(KERNELS).addModifiers(Modifier.PUBLIC, Modifier.FINAL);
    }

    private static SourceText source(TypeSpec.Builder type, MethodBodies bodies) {
        final JavaFile file =
                JavaFile.builder("test", type.build()).skipJavaLangImports(true).build();
        return SourceText.at("test/Kernels.java", SourceLayout.of(file.toString(), bodies));
    }
}
