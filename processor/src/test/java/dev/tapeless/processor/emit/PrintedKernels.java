package dev.tapeless.processor.emit;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.testing.SourceText;

import java.util.Collection;

import javax.lang.model.element.Modifier;

/** Kernels as the methods of a class, for tests of other packages. */
public final class PrintedKernels {

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
        final KernelWriter writer = new KernelWriter(Real.valueOf(real), bodies);
        final TypeSpec.Builder type =
                TypeSpec.classBuilder("Kernels").addModifiers(Modifier.PUBLIC, Modifier.FINAL);
        kernels.forEach(kernel -> type.addMethod(writer.method(kernel)));
        Calls.of(kernels.stream().map(Kernel::body).toList())
                .forEach(routine -> type.addMethod(writer.method(routine)));
        final JavaFile file =
                JavaFile.builder("test", type.build()).skipJavaLangImports(true).build();
        return SourceText.at("test/Kernels.java", SourceLayout.of(file.toString(), bodies));
    }
}
