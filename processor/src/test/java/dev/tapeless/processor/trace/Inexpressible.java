package dev.tapeless.processor.trace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Part of a trace has no counterpart. */
@SuppressWarnings("serial") // never serialized
final class Inexpressible extends RuntimeException {

    private final Kind kind;
    private final Set<String> stems;

    private Inexpressible(Kind kind, Set<String> stems, String reason) {
        super(reason);
        this.kind = kind;
        this.stems = stems;
    }

    /**
     * Something that is different for good.
     *
     * @param reason why
     * @return the exception
     */
    static Inexpressible forGood(String reason) {
        return new Inexpressible(Kind.LAYER, Set.of(), reason);
    }

    /**
     * A type without a translation.
     *
     * @param kind what it is
     * @param type its name in the trace
     * @param synonyms what else it could be called here
     * @return the exception
     */
    static Inexpressible type(Kind kind, String type, List<String> synonyms) {
        final Set<String> stems =
                synonyms.stream().map(Inexpressible::plain).collect(Collectors.toSet());
        stems.add(plain(type.replaceAll("(\\dd|LR)$", "")));
        return new Inexpressible(
                kind, stems, "there is no " + kind.name().toLowerCase(Locale.ROOT) + " " + type);
    }

    /**
     * A setting that a translation does not read.
     *
     * @param kind of what
     * @param type the name of what has the setting
     * @param name the setting
     * @param value its value
     * @return the exception
     */
    static Inexpressible setting(Kind kind, String type, String name, String value) {
        return new Inexpressible(
                kind, Set.of(plain(name)), "no setting " + name + " = " + value + " of " + type);
    }

    /**
     * What seems to be the counterpart after all, because it is called so.
     *
     * @return names of annotations or classes, or of their methods; none if this is still true
     */
    List<String> counterparts() {
        return kind.names().stream()
                .filter(name -> stems.stream().anyMatch(plain(name)::contains))
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
