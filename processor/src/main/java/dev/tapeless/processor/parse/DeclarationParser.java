package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads classes annotated with {@code @Network}. */
public final class DeclarationParser {

    /** Words that are identifiers but cannot name a class. */
    private static final Set<String> RESTRICTED =
            Set.of("var", "yield", "record", "sealed", "permits");

    private final Elements elements;
    private final ActivationParser activations;
    private final AnnotationReader annotations;
    private final FieldParser fields;
    private final ClassRules classRules;
    private final MethodRules methodRules;
    private final FieldNameRule fieldNameRule;
    private final BlockParser blocks;
    private final Set<String> blockNames = new LinkedHashSet<>();

    /**
     * A parser for one compilation.
     *
     * @param elements the compiler's elements
     * @param types the compiler's types
     * @param layerAnnotations the qualified names of the layer annotations, besides activations
     * @param compiled the types whose source is being compiled; may grow
     */
    public DeclarationParser(
            Elements elements, Types types, Set<String> layerAnnotations, CompiledTypes compiled) {
        this.elements = elements;
        this.activations = new ActivationParser(compiled);
        this.annotations = new AnnotationReader(activations);
        this.fields = new FieldParser(layerAnnotations, annotations, compiled);
        this.classRules = new ClassRules(elements, types);
        this.methodRules = new MethodRules(elements, types);
        this.fieldNameRule = new FieldNameRule(elements);
        this.blocks = new BlockParser(elements, compiled, layerAnnotations, this::parseBlock);
    }

    /**
     * What a network needs and does not exist yet. Such a network waits for the next round.
     *
     * @param type the class
     * @return the first name that is not defined; empty when the class can be parsed
     */
    public Optional<Undefined> undefined(TypeElement type) {
        return UndefinedFinder.find(type);
    }

    /**
     * Whether enough is defined to look for mistakes: all but fields.
     *
     * @param type the class
     * @return true when the class can be parsed, with incomplete layers if need be
     */
    public boolean isReadable(TypeElement type) {
        return UndefinedFinder.ofClass(type).isEmpty();
    }

    /**
     * Whether code beside a type may use the JDK's Vector API: whether its module was asked for,
     * and the type's module reads it.
     *
     * @param type the class
     * @return true where the compiler resolves the name
     */
    public boolean seesVectors(TypeElement type) {
        final ModuleElement module = elements.getModuleOf(type);
        return module != null && elements.getPackageElement(module, TapelessNames.VECTORS) != null;
    }

    /**
     * The types that a network's declaration is made of.
     *
     * @return the annotations and the type of layer fields: their full names, by simple name
     */
    public Map<String, String> knownNames() {
        final Map<String, String> names = new LinkedHashMap<>();
        names.put("Layer", TapelessNames.LAYER);
        final PackageElement annotationPackage =
                elements.getPackageElement(TapelessNames.ANNOTATIONS);
        if (annotationPackage != null) {
            for (final Element annotation : annotationPackage.getEnclosedElements()) {
                final String name = annotation.getSimpleName().toString();
                names.put(name, TapelessNames.ANNOTATIONS + "." + name);
            }
        }
        return names;
    }

    /**
     * Notes which networks a network contains. Those that are blocks of others may end as no output
     * of a network does.
     *
     * @param type the class
     */
    public void noteBlocks(TypeElement type) {
        for (final VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            for (final TypeElement block : BlockParser.namedOn(field)) {
                blockNames.add(block.getQualifiedName().toString());
            }
        }
    }

    /**
     * What stands on the fields of a network.
     *
     * @param type the class
     * @return the names of the annotations of each field
     */
    public Map<String, List<String>> annotationNames(TypeElement type) {
        final Map<String, List<String>> names = new LinkedHashMap<>();
        for (final VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            names.put(
                    field.getSimpleName().toString(),
                    field.getAnnotationMirrors().stream()
                            .map(mirror -> TapelessNames.typeOf(mirror).toString())
                            .toList());
        }
        return names;
    }

    /**
     * Reads a network.
     *
     * @param type the class, of which nothing but fields may be undefined
     * @param report where mistakes go
     * @return the declaration, as complete as the mistakes allow; empty when it is no class
     */
    public Optional<NetworkDeclaration> parse(TypeElement type, Report report) {
        if (!ClassRules.checkKind(type, report)) {
            return Optional.empty();
        }
        final AnnotationUse network = network(type, report);
        final Sourced<String> generated = generatedName(network, type, report);
        final boolean isDouble = network.text("precision").equals("DOUBLE");
        classRules.check(type, generated.value(), report);
        fieldNameRule.check(type, generated.value(), report);
        for (final VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(type))) {
            if (!field.getEnclosingElement().equals(type)) {
                fields.reportInherited(type, field, report);
            }
        }
        final NetworkDeclaration written = declaration(type, network, generated, report);
        methodRules.check(
                type,
                generated.value(),
                isDouble,
                network.flag("inputGradient"),
                written.layers(),
                report);
        return Optional.of(written.withBlocks(blocks.parse(written, report)));
    }

    /** A network for what its layers are. What its own class must be is checked with that class. */
    private NetworkDeclaration parseBlock(TypeElement type, Report report) {
        final AnnotationUse network = network(type, report);
        final String written = network.text("name");
        final String name = written.isEmpty() ? usualName(className(type)) : written;
        return declaration(type, network, new Sourced<>(name, network.source()), report);
    }

    private AnnotationUse network(TypeElement type, Report report) {
        return annotations.read(type, TapelessNames.mirror(type, TapelessNames.NETWORK), report);
    }

    private NetworkDeclaration declaration(
            TypeElement type, AnnotationUse network, Sourced<String> generated, Report report) {
        final List<LayerDeclaration> layers =
                ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                        .flatMap(field -> fields.parse(field, report).stream())
                        .toList();
        // A class with Layer fields that lack their annotations has been told so.
        if (layers.stream().allMatch(LayerDeclaration::isInput)
                && !report.has(Message.FIELD_WITHOUT_LAYER)) {
            report.add(
                    SourceRef.of(type), Message.NETWORK_EMPTY, String.join(".", className(type)));
        }
        return new NetworkDeclaration(
                elements.getPackageOf(type).getQualifiedName().toString(),
                className(type),
                generated,
                isPublic(type),
                input(network),
                network.text("precision"),
                network.flag("inputGradient"),
                new Sourced<>(network.text("schedule"), network.member("schedule").source()),
                layers,
                Map.of(),
                blockNames.contains(type.getQualifiedName().toString()),
                network.source(),
                SourceRef.of(type));
    }

    /**
     * Reads an activation for its own sake, whether or not a network uses it.
     *
     * @param type the annotation that is annotated with {@code @Activation}
     * @param report where members of wrong types go
     * @return the activation; empty when it has no formula, which the compiler reports
     */
    public Optional<ActivationDeclaration> parseActivation(TypeElement type, Report report) {
        return activations.parse(type, Optional.empty(), report);
    }

    /**
     * Reports layer annotations on a field whose class is not annotated with {@code @Network}.
     *
     * @param field an annotated field
     * @param report where the mistake goes
     */
    public void checkOutsideNetwork(VariableElement field, Report report) {
        if (TapelessNames.mirror(field.getEnclosingElement(), TapelessNames.NETWORK) == null) {
            fields.reportOutsideNetwork(field, report);
        }
    }

    private Sourced<String> generatedName(AnnotationUse network, TypeElement type, Report report) {
        final List<String> className = className(type);
        final PackageElement around = elements.getPackageOf(type);
        final String usual = usualName(className);
        final AnnotationUse.Member member = network.member("name");
        final SourceRef source =
                member.isWritten() ? member.source() : SourceRef.of(network.source().element());
        final String name = member.value().equals("") ? usual : (String) member.value();
        if (!SourceVersion.isIdentifier(name)
                || SourceVersion.isKeyword(name)
                || RESTRICTED.contains(name)) {
            report.add(source, Message.NAME_INVALID, name, usual);
            return new Sourced<>(usual, source);
        }
        final String prefix = around.isUnnamed() ? "" : around.getQualifiedName() + ".";
        final String other = name.equals(usual) ? NetworkDeclaration.otherName(className) : usual;
        final TypeElement existing = sibling(type, prefix + name);
        // The class that an earlier build generated may still be on the class path.
        if ((existing != null && TapelessNames.mirror(existing, TapelessNames.GENERATED) == null)
                || hasMember(type, name)) {
            report.add(source, Message.NAME_TAKEN, name, other);
        } else if (knownNames().containsKey(name)) {
            report.add(source, Message.NAME_HIDES, name, knownNames().get(name), other);
        }
        return new Sourced<>(name, source);
    }

    /** Whether a name means a class in this one that a class that extends it inherits. */
    private boolean hasMember(TypeElement type, String name) {
        return ElementFilter.typesIn(elements.getAllMembers(type)).stream()
                .filter(member -> !member.getModifiers().contains(Modifier.PRIVATE))
                .anyMatch(member -> member.getSimpleName().contentEquals(name));
    }

    /** A class in the module of another: one that may be anywhere is looked for in all modules. */
    private TypeElement sibling(TypeElement type, String name) {
        final ModuleElement module = elements.getModuleOf(type);
        return module == null
                ? elements.getTypeElement(name)
                : elements.getTypeElement(module, name);
    }

    private static String usualName(List<String> className) {
        return String.join("_", className) + "Network";
    }

    private static Optional<Sourced<List<Sourced<Integer>>>> input(AnnotationUse network) {
        return network.member("input").isWritten()
                ? Optional.of(network.integers("input"))
                : Optional.empty();
    }

    private static List<String> className(TypeElement type) {
        final Deque<String> names = new ArrayDeque<>();
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            names.addFirst(e.getSimpleName().toString());
        }
        return List.copyOf(names);
    }

    private static boolean isPublic(TypeElement type) {
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (!e.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }
}
