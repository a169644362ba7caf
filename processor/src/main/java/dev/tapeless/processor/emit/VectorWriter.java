package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/**
 * Prints the class of kernels in vectors, a class of its own: it is loaded only where the module of
 * the Vector API is there at run time.
 */
final class VectorWriter {

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MethodBodies bodies;

    VectorWriter(TypedNetwork network, Schedule schedule, Real real, MethodBodies bodies) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.bodies = bodies;
    }

    /** The name of the class. */
    static ClassName name(TypedNetwork network) {
        return ClassName.get(network.packageName(), network.generatedName() + "Vectors");
    }

    TypeSpec.Builder type() {
        final KernelWriter writer = new KernelWriter(name(network), real, bodies);
        final List<Kernel> kernels = kernels();
        final List<MethodSpec> methods = new ArrayList<>();
        kernels.forEach(kernel -> methods.add(writer.vectorMethod(kernel)));
        final Set<Routine> routines =
                Calls.of(kernels.stream().map(k -> k.vectors().orElseThrow().body()).toList());
        routines.forEach(routine -> methods.add(writer.method(routine)));
        return TypeSpec.classBuilder(name(network))
                .addJavadoc(
                        "The kernels of {@link $L} in vectors of the JDK's Vector API, bit for"
                                + " bit\n"
                                + "the same as those in numbers: every sum has the same order."
                                + " One kernel or tile a method, so\n"
                                + "that no vector ever becomes an object.\n",
                        network.generatedName())
                .addModifiers(Modifier.FINAL)
                .addOriginatingElement(network.source().element())
                .addFields(VectorConstants.of(real, constants()))
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
                .addMethods(methods)
                .addMethods(areWide())
                .addMethod(new OperationsWriter(real).method())
                .addMethods(new WarmUpWriter(network, schedule, real).methods(kernels, writer));
    }

    /** The kernels for one sample are nothing but vectors. */
    private List<Kernel> kernels() {
        return Stream.concat(schedule.predictOne().stream(), schedule.kernels().values().stream())
                .filter(kernel -> kernel.vectors().isPresent())
                .toList();
    }

    /**
     * The constants that are read; how wide vectors are decides whether a straight line has them.
     */
    private Set<String> constants() {
        final Set<String> constants = new LinkedHashSet<>(bodies.constants());
        if (schedule.straightLine()) {
            constants.add(VectorConstants.LANES);
        }
        return constants;
    }

    /** Whether a vector holds what straight-line code packs into one. */
    private List<MethodSpec> areWide() {
        if (!schedule.straightLine()) {
            return List.of();
        }
        return List.of(
                MethodSpec.methodBuilder("areWide")
                        .addJavadoc(
                                "Whether vectors hold $L numbers.\n", CostModel.STRAIGHT_LINE_LANES)
                        .addModifiers(Modifier.STATIC)
                        .returns(TypeName.BOOLEAN)
                        .addStatement(
                                "return $L >= $L",
                                VectorConstants.LANES,
                                CostModel.STRAIGHT_LINE_LANES)
                        .build());
    }
}
