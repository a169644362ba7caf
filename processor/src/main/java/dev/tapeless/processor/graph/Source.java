package dev.tapeless.processor.graph;

/**
 * What a layer reads.
 *
 * @param layer the position of an earlier layer, {@link #INPUT} or {@link #UNKNOWN}
 */
record Source(int layer) {

    /** The name of the network's input in {@code from}. */
    static final String INPUT_NAME = "input";

    /** The input of the network. */
    static final Source INPUT = new Source(-1);

    /** A reference that was reported. */
    static final Source UNKNOWN = new Source(-2);
}
