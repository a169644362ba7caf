package dev.tapeless.processor;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.diagnostics.Suggestions;
import dev.tapeless.processor.graph.NetworkChecker;
import dev.tapeless.processor.layer.FormulaCheck;
import dev.tapeless.processor.layer.LayerDefinitions;
import dev.tapeless.processor.parse.CompiledTypes;
import dev.tapeless.processor.parse.DeclarationParser;
import dev.tapeless.processor.parse.TapelessNames;
import dev.tapeless.processor.parse.Undefined;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * What the compiler calls. Hands each network to the {@link NetworkCompiler} in the first round in
 * which all that it needs is defined, and prints what there is to say. Whatever happens to one
 * network, the others are compiled.
 */
@AutoService(Processor.class)
public final class NetworkProcessor extends AbstractProcessor {

    private final CompiledTypes compiled = new CompiledTypes();
    private final Set<Report.Item> printed = new LinkedHashSet<>();

    private DeclarationParser parser;
    private NetworkCompiler compiler;
    private Rounds rounds;

    /** For the compiler, which makes one for each compilation. */
    public NetworkProcessor() {}

    /** All annotations of the package, since those of layers may stand where they do nothing. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(TapelessNames.ANNOTATIONS + ".*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(Dump.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        guarded(SourceRef.NONE, "any network", this::setUp);
    }

    private void setUp(Report report) {
        final Dump dump = new Dump(processingEnv.getOptions().get(Dump.OPTION), report);
        final LayerDefinitions layers = LayerDefinitions.load();
        parser =
                new DeclarationParser(
                        processingEnv.getElementUtils(),
                        processingEnv.getTypeUtils(),
                        layers.annotations(),
                        compiled);
        rounds = new Rounds(processingEnv.getElementUtils(), parser);
        compiler =
                new NetworkCompiler(
                        parser, new NetworkChecker(layers), dump, processingEnv.getFiler());
    }

    /** Claims nothing: other processors may read the annotations too. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (compiler == null) {
            return false;
        }
        compiled.add(round.getRootElements());
        if (!round.processingOver()) {
            guarded(SourceRef.NONE, "any network", rounds::checkUnchanged);
        }
        final List<TypeElement> networks = rounds.networks(round);
        networks.forEach(
                type -> guarded(SourceRef.of(type), "", report -> parser.noteBlocks(type)));
        for (final TypeElement type : networks) {
            guarded(
                    SourceRef.of(type),
                    type.getSimpleName(),
                    report -> compileOrWait(type, round.processingOver(), report));
        }
        for (final TypeElement annotation : annotations) {
            for (final Element element : round.getElementsAnnotatedWith(annotation)) {
                guarded(
                        SourceRef.of(element),
                        element.getSimpleName(),
                        report -> checkAlone(element, annotation, report));
            }
        }
        return false;
    }

    private void compileOrWait(TypeElement type, boolean isOver, Report report) {
        final SourceVersion version = processingEnv.getSourceVersion();
        if (version.compareTo(SourceVersion.RELEASE_17) < 0) {
            report.add(
                    SourceRef.NONE,
                    Message.SOURCE_VERSION,
                    version.name().substring("RELEASE_".length()));
            return;
        }
        final Optional<Undefined> undefined = parser.undefined(type);
        if (!isOver && undefined.isEmpty()) {
            rounds.remember(type);
            compiler.compile(type, report);
        } else if (!isOver) {
            rounds.postpone(type);
        } else if (undefined.isPresent()) {
            sayUndefined(type, undefined.get(), report);
            if (parser.isReadable(type)) {
                compiler.check(type, report);
            }
        }
    }

    private void sayUndefined(TypeElement type, Undefined undefined, Report report) {
        if (!undefined.isReportedByCompiler()) {
            final String name = undefined.name();
            report.add(
                    SourceRef.of(type),
                    Message.CLASS_UNDEFINED,
                    type.getSimpleName(),
                    name,
                    undefined.role(),
                    remedy(name));
        }
    }

    private String remedy(String name) {
        final Map<String, String> known = parser.knownNames();
        if (known.containsKey(name)) {
            return "is \"import " + known.get(name) + ";\" missing? ";
        }
        return Suggestions.nearest(name, known.keySet())
                .map(nearest -> "did you mean \"" + nearest + "\"? ")
                .orElse("");
    }

    /** What is to be said about an element that no network leads to. */
    private void checkAlone(Element element, TypeElement annotation, Report report) {
        if (element instanceof VariableElement field) {
            parser.checkOutsideNetwork(field, report);
        } else if (element instanceof TypeElement type
                && annotation.getQualifiedName().contentEquals(TapelessNames.ACTIVATION)) {
            parser.parseActivation(type, report)
                    .ifPresent(activation -> FormulaCheck.isSound(activation, report));
        }
    }

    /** A failure of the processor is one message about one place, and nothing else stops. */
    private void guarded(SourceRef source, CharSequence name, Consumer<Report> work) {
        final Report report = new Report();
        try {
            work.accept(report);
        } catch (final RuntimeException
                | StackOverflowError
                | AssertionError
                | LinkageError failure) {
            report.add(
                    source,
                    Message.INTERNAL,
                    name,
                    failure.toString().lines().findFirst().orElse(""),
                    place(failure));
        }
        report.printTo(processingEnv.getMessager(), printed);
    }

    private static String place(Throwable failure) {
        final StackTraceElement[] frames = failure.getStackTrace();
        return frames.length == 0 ? "no stack trace" : "at " + frames[0];
    }
}
