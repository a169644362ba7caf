package dev.tapeless.runtime;

/**
 * Runs a recurrent network element by element, as a sequence comes in, and keeps what the network
 * remembers of it. After every element it gives what the network gives for the sequence so far: for
 * layers with {@code sequence = true} the output at the newest element, for others the last output.
 * After as many elements as the network declares that is what {@code predict} gives, bit by bit;
 * the sequence may go on after that.
 *
 * <p>A generated class has a method {@code stepper()} where that is possible: all of its recurrent
 * layers read in one direction, and every other layer does the same at every element or follows on
 * the last output.
 *
 * <pre>{@code
 * Stepper<float[]> stepper = network.stepper();
 * float[] scores = new float[stepper.outputSize()];
 * while (sensor.hasNext()) {
 *     stepper.step(sensor.next(), scores);
 * }
 * }</pre>
 *
 * <p>A stepper belongs to one thread at a time; a network may have any number of them, one for each
 * stream. It reads the parameters of its network where they are, so it must not run while these
 * change. Steps allocate nothing.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public interface Stepper<R> {

    /**
     * The number of numbers of one element.
     *
     * @return at least 1
     */
    int elementSize();

    /**
     * The number of numbers of one output.
     *
     * @return at least 1
     */
    int outputSize();

    /** Forgets everything: the next element is the first of a sequence. */
    void reset();

    /**
     * Reads the next element.
     *
     * @param element {@link #elementSize()} numbers
     * @return a new row of {@link #outputSize()} numbers
     * @throws IllegalArgumentException if the row's length is wrong
     */
    R step(R element);

    /**
     * Reads the next element; allocates nothing.
     *
     * @param element {@link #elementSize()} numbers
     * @param output receives {@link #outputSize()} numbers
     * @throws IllegalArgumentException if a row's length is wrong, or both are the same row
     */
    void step(R element, R output);

    /**
     * What is remembered, to go on from here another time: the states of all layers one after the
     * other.
     *
     * @return a new row
     */
    R state();

    /**
     * Goes on from what was remembered.
     *
     * @param state what {@link #state()} has given, of a stepper of any network of this class
     * @throws IllegalArgumentException if the row's length is wrong
     */
    void restore(R state);
}
