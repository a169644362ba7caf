package dev.tapeless.processor;

import static dev.tapeless.processor.ir.GraphVerifier.Level.BUILT;
import static dev.tapeless.processor.ir.GraphVerifier.Level.OPTIMIZED;
import static dev.tapeless.processor.ir.GraphVerifier.verify;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.emit.GeneratedSource;
import dev.tapeless.processor.emit.NetworkWriter;
import dev.tapeless.processor.graph.CheckedNetwork;
import dev.tapeless.processor.graph.Lowering;
import dev.tapeless.processor.graph.NetworkChecker;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.StepGraph;
import dev.tapeless.processor.layer.Mode;
import dev.tapeless.processor.optimize.Passes;
import dev.tapeless.processor.optimize.Stepping;
import dev.tapeless.processor.parse.DeclarationParser;
import dev.tapeless.processor.parse.NetworkDeclaration;
import dev.tapeless.processor.schedule.Choice;
import dev.tapeless.processor.schedule.Scheduler;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** The pipeline: one line a stage. */
final class NetworkCompiler {

    private final DeclarationParser parser;
    private final NetworkChecker checker;
    private final Dump dump;
    private final Filer filer;

    /** The networks whose classes have been generated, by the names of those classes. */
    private final Map<String, String> generated = new LinkedHashMap<>();

    /**
     * A compiler for one compilation.
     *
     * @param parser reads declarations
     * @param checker checks them
     * @param dump prints what the stages give
     * @param filer takes the generated files
     */
    NetworkCompiler(DeclarationParser parser, NetworkChecker checker, Dump dump, Filer filer) {
        this.parser = parser;
        this.checker = checker;
        this.dump = dump;
        this.filer = filer;
    }

    /**
     * Compiles one network. Writes its class when the report stays clean, and nothing otherwise.
     *
     * @param type the user's class, with nothing undefined
     * @param report where everything to be said goes
     */
    void compile(TypeElement type, Report report) {
        final Optional<CheckedNetwork> checked = check(type, report);
        if (checked.isEmpty() || !report.isClean()) {
            return;
        }
        final CheckedNetwork network = checked.get();
        final TypedNetwork typed = network.typed();
        final Graph predict = verify(Lowering.lower(network, Mode.PREDICT), BUILT);
        final Graph train = verify(Lowering.lower(network, Mode.TRAIN), BUILT);
        final Graph gradients =
                verify(Differentiator.differentiate(train, withRespectTo(typed)), BUILT);
        final Graph smallPredict = verify(Passes.run(predict), OPTIMIZED);
        final Graph smallGradients = verify(Passes.run(gradients), OPTIMIZED);
        final Optional<StepGraph> step = Stepping.of(smallPredict);
        step.ifPresent(one -> verify(one.graph(), OPTIMIZED));
        final Scheduler scheduler =
                new Scheduler(
                        smallPredict,
                        smallGradients,
                        step,
                        platform(type, typed),
                        Choice.valueOf(network.declaration().schedule().value()));
        final Optional<Scheduler.Obstacle> obstacle = scheduler.obstacle();
        if (obstacle.isPresent()) {
            report.add(
                    network.declaration().schedule().source(),
                    message(obstacle.get()),
                    network.declaration().displayName());
            return;
        }
        final Schedule schedule = scheduler.schedule();
        dump.graph(typed, report);
        dump.ir(typed, predict, train, report);
        dump.gradients(typed, smallGradients, report);
        dump.schedule(typed, schedule, report);
        write(typed, schedule, report);
    }

    /**
     * Looks for mistakes only.
     *
     * @param type the user's class, of which nothing but fields may be undefined
     * @param report where everything to be said goes
     * @return the network; complete only when the report is clean, and empty when it is no class
     */
    Optional<CheckedNetwork> check(TypeElement type, Report report) {
        final Optional<NetworkDeclaration> declaration = parser.parse(type, report);
        final Optional<CheckedNetwork> network =
                declaration.map(written -> checker.check(written, report));
        declaration.ifPresent(written -> claimName(written, report));
        return network;
    }

    /** Vectors are for types that see the module of the Vector API. */
    private Platform platform(TypeElement type, TypedNetwork network) {
        final int bytes =
                switch (network.arithmetic()) {
                    case FLOAT -> Float.BYTES;
                    case DOUBLE -> Double.BYTES;
                };
        return new Platform(parser.seesVectors(type), bytes);
    }

    private static Message message(Scheduler.Obstacle obstacle) {
        return switch (obstacle) {
            case OPERATION -> Message.SCHEDULE_OPERATION;
            case SIZE -> Message.SCHEDULE_TOO_LARGE;
            case MODULE -> Message.SCHEDULE_NO_VECTORS;
        };
    }

    /** Two networks of one package cannot have one generated class. */
    private void claimName(NetworkDeclaration network, Report report) {
        final String other =
                generated.putIfAbsent(network.generatedQualifiedName(), network.displayName());
        if (other != null) {
            report.add(
                    network.generatedName().source(),
                    Message.NAME_TWICE,
                    network.generatedName().value(),
                    other,
                    network.otherName());
        }
    }

    private static List<String> withRespectTo(TypedNetwork network) {
        final List<String> names = new ArrayList<>();
        network.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .map(TypedParameter::name)
                .forEach(names::add);
        if (network.inputGradient()) {
            names.add(Lowering.INPUT);
        }
        return names;
    }

    private void write(TypedNetwork network, Schedule schedule, Report report) {
        try {
            for (final GeneratedSource source : NetworkWriter.write(network, schedule)) {
                source.writeTo(filer);
            }
        } catch (final IOException e) {
            report.add(
                    network.source(),
                    Message.FILE_NOT_WRITTEN,
                    network.generatedName(),
                    e.getMessage());
        }
    }
}
