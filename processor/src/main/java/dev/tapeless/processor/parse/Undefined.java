package dev.tapeless.processor.parse;

/**
 * A name in the declaration of a network that does not exist yet: another processor may generate it
 * in this round, or it is misspelt.
 *
 * @param name the name as it was written; empty for the value of an annotation
 * @param role what it is needed for
 */
public record Undefined(String name, String role) {

    /**
     * Whether the compiler's own message says it all. That is so for values of annotations, which
     * the compiler shows at their place while the model has only an error in its stead.
     *
     * @return true when nothing is to be added
     */
    public boolean isReportedByCompiler() {
        return name.isEmpty();
    }
}
