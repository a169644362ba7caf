package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.Optional;

import javax.lang.model.element.Modifier;

/** Parts that several methods of a generated class have in common. */
final class Methods {

    private Methods() {}

    /** A method of the model interface. */
    static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC);
    }

    /** A method that is as visible as the network. */
    static MethodSpec.Builder visible(TypedNetwork network, String name) {
        final MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        return network.isPublic() ? method.addModifiers(Modifier.PUBLIC) : method;
    }

    /** {@code 1 element}, {@code 3 elements}. */
    static String elements(long count) {
        return count + (count == 1 ? " element" : " elements");
    }

    /** About what the forward pass of a sample is worth: a result counts as one more. */
    static long multiplyAdds(TypedNetwork network) {
        return network.layers().stream()
                .mapToLong(layer -> layer.multiplyAdds() + layer.output().elements())
                .sum();
    }

    /** The class of kernels in vectors, where there is one. */
    static Optional<KernelWriter.VectorClass> vectors(
            TypedNetwork network, Schedule schedule, MemberNames names) {
        return schedule.hasVectors()
                ? Optional.of(
                        new KernelWriter.VectorClass(
                                VectorWriter.name(network), names.state("VECTORS")))
                : Optional.empty();
    }

    /** The field of a parameter or its gradient, or the state of the random numbers. */
    static CodeBlock parameter(Location location, MemberNames names) {
        if (location instanceof Location.ParameterValues values) {
            return CodeBlock.of("$L", names.values(values.parameter()));
        } else if (location instanceof Location.ParameterGradient gradient) {
            return CodeBlock.of("$L", names.gradient(gradient.parameter()));
        } else if (location instanceof Location.Sample) {
            return CodeBlock.of("s");
        } else if (location instanceof Location.Seed) {
            return CodeBlock.of("$L.seed()", names.state("random"));
        } else if (location instanceof Location.Step) {
            return CodeBlock.of("$L.step()", names.state("random"));
        }
        throw new IllegalStateException("no argument for " + location);
    }
}
