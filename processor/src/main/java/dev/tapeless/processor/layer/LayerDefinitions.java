package dev.tapeless.processor.layer;

import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.TapelessNames;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All layers there are, sorted by annotation.
 *
 * <p>They are found in the files that AutoService writes, with the class loader of the processor.
 * {@code ServiceLoader} reads those files too, but not those of a named module, which would have to
 * list its providers once more: a new layer would need a change in {@code module-info.java}.
 */
public final class LayerDefinitions {

    private final Map<String, LayerDefinition> byAnnotation;

    private LayerDefinitions(Map<String, LayerDefinition> byAnnotation) {
        this.byAnnotation = byAnnotation;
    }

    /**
     * Finds all layers.
     *
     * @return the layers
     */
    public static LayerDefinitions load() {
        final ClassLoader loader = LayerDefinitions.class.getClassLoader();
        final Map<String, LayerDefinition> definitions = new TreeMap<>();
        for (final String name : names(loader)) {
            try {
                final Class<?> type = Class.forName(name, true, loader);
                // A loader around this one may have layers for another copy of the processor.
                if (LayerDefinition.class.isAssignableFrom(type)) {
                    final LayerDefinition definition =
                            (LayerDefinition) type.getConstructor().newInstance();
                    definitions.put(definition.annotation(), definition);
                }
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException("the layer " + name + " cannot be loaded", e);
            }
        }
        return new LayerDefinitions(definitions);
    }

    /**
     * The annotations of all layers but activations, which have one definition for all.
     *
     * @return the qualified names, sorted
     */
    public Set<String> annotations() {
        final Set<String> names = new LinkedHashSet<>(byAnnotation.keySet());
        names.remove(TapelessNames.ACTIVATION);
        return Collections.unmodifiableSet(names);
    }

    /**
     * The layer of an annotation.
     *
     * @param use the annotation, a known layer or an activation
     * @return its definition
     */
    public LayerDefinition of(AnnotationUse use) {
        final LayerDefinition definition = byAnnotation.get(use.type());
        return definition == null ? byAnnotation.get(TapelessNames.ACTIVATION) : definition;
    }

    private static Set<String> names(ClassLoader loader) {
        final Set<String> names = new LinkedHashSet<>();
        try {
            for (final URL file :
                    Collections.list(
                            loader.getResources(
                                    "META-INF/services/" + LayerDefinition.class.getName()))) {
                read(file, names);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static void read(URL file, Set<String> names) throws IOException {
        // Without a cache: a build that replaces the jar while it runs must not read the old one.
        final URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                connection.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(names::add);
        }
    }
}
