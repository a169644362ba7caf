package dev.tapeless.processor.layer;

/**
 * A kind of layer. Implementations are registered with {@code @AutoService(LayerDefinition.class)},
 * have a public constructor without parameters and no state.
 */
public interface LayerDefinition {

    /**
     * The annotation that stands for this layer.
     *
     * @return its qualified name
     */
    String annotation();

    /**
     * Whether this layer can read whole numbers that stand for something: it looks them up, or
     * hands them on as they are.
     *
     * @return false for every layer that computes with what it reads
     */
    default boolean readsIntegers() {
        return false;
    }

    /**
     * Checks one use of the annotation and says what it computes.
     *
     * <p>Mistakes are added to the report of the request; nothing is thrown. An operation is given
     * in any case, with as much as is known: an output shape that does not depend on the mistake
     * lets later layers be checked, an unknown one keeps them silent.
     *
     * @param request the annotation and what it reads
     * @return the operation
     */
    LayerOperation define(LayerRequest request);
}
