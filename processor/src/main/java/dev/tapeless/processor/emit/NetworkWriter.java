package dev.tapeless.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.lang.model.element.Modifier;

/** Prints the class of a network. */
public final class NetworkWriter {

    private static final String PROCESSOR = "dev.tapeless.processor.NetworkProcessor";
    private static final String INDENT = "    ";

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName self;

    private NetworkWriter(TypedNetwork network, Schedule schedule) {
        this.network = network;
        this.schedule = schedule;
        this.real = Real.of(network.arithmetic());
        this.names = new MemberNames(network);
        this.self = ClassName.get(network.packageName(), network.generatedName());
    }

    /**
     * Prints the class of a network, and one of kernels in vectors where there are any.
     *
     * @param network the network
     * @param schedule how it runs
     * @return the source files
     */
    public static List<GeneratedSource> write(TypedNetwork network, Schedule schedule) {
        final NetworkWriter writer = new NetworkWriter(network, schedule);
        final List<GeneratedSource> sources = new ArrayList<>();
        final MethodBodies bodies = new MethodBodies();
        sources.add(writer.source(writer.type(bodies), bodies));
        if (schedule.hasVectors()) {
            final MethodBodies vectors = new MethodBodies();
            sources.add(
                    writer.source(
                            writer.finish(
                                    new VectorWriter(network, schedule, writer.real, vectors)
                                            .type(),
                                    AnnotationSpec.builder(JavaNames.GENERATED_NETWORK).build()),
                            vectors));
        }
        return sources;
    }

    private GeneratedSource source(TypeSpec type, MethodBodies bodies) {
        final JavaFile file =
                JavaFile.builder(network.packageName(), type)
                        .indent(INDENT)
                        .skipJavaLangImports(true)
                        .build();
        return new GeneratedSource(
                ClassName.get(network.packageName(), type.name()).canonicalName(),
                SourceLayout.of(file.toString(), bodies),
                network.source().element());
    }

    /** Marks a class as generated. */
    private TypeSpec finish(TypeSpec.Builder type, AnnotationSpec mark) {
        return type.addAnnotation(generated())
                .addAnnotation(mark)
                .alwaysQualify(PackageNames.hiding(network.source().element()))
                .build();
    }

    private TypeSpec type(MethodBodies bodies) {
        final List<String> path = network.className();
        final ClassName user =
                ClassName.get(
                        network.packageName(),
                        path.get(0),
                        path.subList(1, path.size()).toArray(String[]::new));
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(self)
                        .addJavadoc(ClassDocumentation.of(network, schedule))
                        .addModifiers(Modifier.FINAL)
                        .superclass(user)
                        .addSuperinterface(JavaNames.of(JavaNames.MODEL, real.row))
                        .addOriginatingElement(network.source().element());
        if (network.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        Deprecations.of(network.source().element()).ifPresent(type::addAnnotation);
        final PredictionWriter prediction = new PredictionWriter(network, schedule, real, names);
        final TrainingWriter training = new TrainingWriter(network, schedule, real, names);
        final StepperWriter stepper = new StepperWriter(network, schedule, real, names);
        final ParameterStorage storage = new ParameterStorage(network, schedule, real, names);
        final PortWriter ports = new PortWriter(network, real, names);
        vectorSwitch().ifPresent(type::addField);
        type.addFields(new PortPlaces(network, names).constants());
        type.addFields(storage.fields());
        type.addFields(stateFields());
        type.addFields(prediction.fields());
        type.addFields(ports.fields());
        type.addFields(training.fields());
        type.addMethods(new ConstructorWriter(network, real, names, storage).methods());
        type.addMethod(create());
        type.addMethods(prediction.methods());
        type.addMethods(ports.methods());
        type.addMethods(stepper.methods());
        type.addMethods(training.methods());
        type.addMethods(new PropertyWriter(network, schedule, real, names).methods());
        final KernelWriter kernels = new KernelWriter(self, real, bodies);
        for (final Kernel kernel : schedule.kernels().values()) {
            type.addMethod(kernels.method(kernel));
        }
        Calls.of(schedule.kernels().values().stream().map(Kernel::body).toList())
                .forEach(routine -> type.addMethod(kernels.method(routine)));
        type.addTypes(ports.types());
        type.addTypes(prediction.types());
        type.addTypes(stepper.types());
        type.addTypes(training.types());
        final CodeBlock layers =
                network.layers().stream()
                        .map(layer -> CodeBlock.of("$S", layer.name()))
                        .collect(CodeBlock.joining(", ", "{", "}"));
        return finish(
                type,
                AnnotationSpec.builder(JavaNames.GENERATED_NETWORK)
                        .addMember("layers", layers)
                        .build());
    }

    private static AnnotationSpec generated() {
        return AnnotationSpec.builder(JavaNames.GENERATED)
                .addMember("value", "$S", PROCESSOR)
                .build();
    }

    private Optional<FieldSpec> vectorSwitch() {
        return Methods.vectors(network, schedule, names)
                .map(
                        vectors ->
                                FieldSpec.builder(JavaNames.VECTOR_SWITCH, vectors.field())
                                        .addJavadoc(
                                                "Kernels in vectors, once they are compiled and"
                                                        + " where the Vector API is there.\n")
                                        .addModifiers(
                                                Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                                        .initializer(
                                                "$T.of(() -> $T.$L(), () -> $T.warmUp()$L)",
                                                JavaNames.VECTOR_SWITCH,
                                                vectors.type(),
                                                OperationsWriter.METHOD,
                                                vectors.type(),
                                                schedule.straightLine()
                                                        ? CodeBlock.of(
                                                                ", () -> $T.areWide()",
                                                                vectors.type())
                                                        : "")
                                        .build());
    }

    private List<FieldSpec> stateFields() {
        final List<FieldSpec> fields = new ArrayList<>();
        fields.add(state(JavaNames.of(JavaNames.PARAMETERS, real.row), "parameters"));
        if (network.hasBuffers()) {
            fields.add(state(JavaNames.of(JavaNames.PARAMETERS, real.row), "buffers"));
        }
        fields.add(state(JavaNames.of(JavaNames.LIST, JavaNames.LAYER), "layers"));
        fields.add(state(JavaNames.RANDOM_STREAM, "random"));
        if (!schedule.straightLine()) {
            fields.add(
                    FieldSpec.builder(JavaNames.WORKERS, names.state("workers"), Modifier.PRIVATE)
                            .initializer("$T.one()", JavaNames.WORKERS)
                            .build());
        }
        return fields;
    }

    private FieldSpec state(TypeName type, String name) {
        return FieldSpec.builder(type, names.state(name), Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private MethodSpec create() {
        return MethodSpec.methodBuilder("create")
                .addJavadoc(
                        """
                        A network with freshly drawn parameters.

                        @param seed decides the parameters and the noise of training; the same
                            seed gives the same bits
                        @return the network
                        """)
                .addModifiers(Modifier.STATIC)
                .addModifiers(network.isPublic() ? List.of(Modifier.PUBLIC) : List.<Modifier>of())
                .addParameter(TypeName.LONG, "seed")
                .returns(self)
                .addStatement("return new $T(seed)", self)
                .build();
    }
}
