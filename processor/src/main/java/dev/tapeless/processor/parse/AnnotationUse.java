package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer annotation on a field.
 *
 * @param type the qualified name of the annotation
 * @param name its simple name
 * @param members its members by name, in the order of the annotation's declaration
 * @param activation what the annotation says when it is an activation
 * @param source the annotation on the field
 */
public record AnnotationUse(
        String type,
        String name,
        Map<String, Member> members,
        Optional<ActivationDeclaration> activation,
        SourceRef source) {

    /**
     * A member of an annotation.
     *
     * @param value a boxed primitive, a string, the name of an enum constant, a {@link NamedType},
     *     or a list of {@link Sourced} such values
     * @param isWritten whether the user wrote it; otherwise it is the default
     * @param source where it was written, or the annotation for a default
     */
    public record Member(Object value, boolean isWritten, SourceRef source) {}

    /**
     * A member.
     *
     * @param member its name
     * @return the value, or the default
     * @throws IllegalArgumentException when the annotation has no such member, which only a version
     *     of the annotations that does not fit the processor brings about
     */
    public Member member(String member) {
        final Member found = members.get(member);
        if (found == null) {
            throw new IllegalArgumentException("@" + type + " has no member " + member);
        }
        return found;
    }

    /**
     * A whole number.
     *
     * @param member the member
     * @return its value
     */
    public int integer(String member) {
        return (Integer) member(member).value();
    }

    /**
     * An array of whole numbers.
     *
     * @param member the member
     * @return its elements
     */
    public Sourced<List<Sourced<Integer>>> integers(String member) {
        final Member array = member(member);
        final List<Sourced<Integer>> elements =
                ((List<?>) array.value())
                        .stream()
                                .map(element -> (Sourced<?>) element)
                                .map(e -> new Sourced<>((Integer) e.value(), e.source()))
                                .toList();
        return new Sourced<>(elements, array.source());
    }

    /**
     * Any number.
     *
     * @param member the member
     * @return its value
     */
    public double number(String member) {
        return ((Number) member(member).value()).doubleValue();
    }

    /**
     * A boolean.
     *
     * @param member the member
     * @return its value
     */
    public boolean flag(String member) {
        return (Boolean) member(member).value();
    }

    /**
     * A string, or the name of an enum constant.
     *
     * @param member the member
     * @return its value
     */
    public String text(String member) {
        return (String) member(member).value();
    }

    /**
     * How messages call this use.
     *
     * @param field the field that it is on
     * @return for instance {@code Dense "hidden"}
     */
    public String subject(String field) {
        return name + " \"" + field + "\"";
    }

    /**
     * The network that stands here as a layer.
     *
     * @return the class that {@code value} names; empty for a layer that is no network
     */
    public Optional<NamedType> block() {
        final Member value = members.get("value");
        return value != null && value.value() instanceof NamedType named
                ? Optional.of(named)
                : Optional.empty();
    }

    /**
     * The names of the layers that this one reads.
     *
     * @return the names; empty when the layer before it is meant
     */
    public List<Sourced<String>> from() {
        final Member from = members.get("from");
        if (from == null || from.value().equals("") || !isSound()) {
            return List.of();
        }
        if (from.value() instanceof List<?> several) {
            return several.stream().map(AnnotationUse::name).toList();
        }
        return List.of(new Sourced<>((String) from.value(), from.source()));
    }

    /**
     * Whether this joins several branches.
     *
     * @return true when {@code from} is an array
     */
    public boolean joins() {
        return isSound()
                && members.containsKey("from")
                && member("from").value() instanceof List<?>;
    }

    /** The members of an activation of one's own may have wrong types, which is reported once. */
    private boolean isSound() {
        return activation.isEmpty() || activation.get().isSound();
    }

    private static Sourced<String> name(Object element) {
        final Sourced<?> sourced = (Sourced<?>) element;
        return new Sourced<>((String) sourced.value(), sourced.source());
    }
}
