package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of the private fields and nested classes of a generated class. The user's fields keep
 * theirs: a private field of the same name would hide the user's.
 */
final class MemberNames {

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, ClassName> nested = new LinkedHashMap<>();
    private final NameAllocator names = new NameAllocator();
    private final NameAllocator types = new NameAllocator();

    MemberNames(TypedNetwork network) {
        final Set<String> userFields = new LinkedHashSet<>();
        network.layers().forEach(layer -> userFields.add(layer.name()));
        userFields.addAll(UserMembers.of(network.source().element()).fields());
        userFields.forEach(names::newName);
        types.newName(network.generatedName());
        for (final TypedLayer layer : network.layers()) {
            for (final TypedParameter parameter : layer.parameters()) {
                final String stem = stem(parameter.name());
                fields.put(parameter.name(), names.newName(stem));
                fields.put(gradientKey(parameter.name()), names.newName(stem + "Gradient"));
            }
            for (final TypedParameter buffer : layer.buffers()) {
                fields.put(buffer.name(), names.newName(stem(buffer.name())));
            }
        }
    }

    /** The name of a field that belongs to no parameter. */
    String state(String preferred) {
        return fields.computeIfAbsent(" " + preferred, unused -> names.newName(preferred));
    }

    /** The name of a nested class: a class cannot have that of one around it. */
    ClassName type(String preferred) {
        return nested.computeIfAbsent(
                preferred, unused -> ClassName.get("", types.newName(preferred)));
    }

    /** All fields of parameters and their gradients. */
    Collection<String> parameterFields() {
        return fields.entrySet().stream()
                .filter(field -> !field.getKey().startsWith(" "))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The field of a parameter's values. */
    String values(String parameter) {
        return fields.get(parameter);
    }

    /** The field of a parameter's gradient. */
    String gradient(String parameter) {
        return fields.get(gradientKey(parameter));
    }

    private static String gradientKey(String parameter) {
        return "dL/d" + parameter;
    }

    /**
     * {@code hidden.weight} becomes {@code hiddenWeight}, {@code a.norm.running_mean} {@code
     * aNormRunningMean}, {@code a.out_proj.bias} {@code aOutProjBias}.
     */
    static String stem(String parameter) {
        final int dot = parameter.indexOf('.');
        final StringBuilder stem = new StringBuilder(parameter.substring(0, dot));
        for (final String word : parameter.substring(dot + 1).split("[._]", -1)) {
            stem.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return stem.toString();
    }
}
