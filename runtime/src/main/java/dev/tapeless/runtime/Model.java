package dev.tapeless.runtime;

import java.util.List;

/**
 * A compiled network: what every generated class can do.
 *
 * <p>The row type {@code R} is {@code float[]} for networks in single precision and {@code
 * double[]} for networks in double precision. A sample's input is one row of {@link #inputSize()}
 * elements and its output one row of {@link #outputSize()} elements, both row-major where the
 * network declares more than one dimension. A batch is an array of rows, of which the first {@code
 * count} are used.
 *
 * <p>The {@code predict} methods may be called by any number of threads on one instance as long as
 * nobody changes the parameters at the same time. Everything that trains ({@code forward}, {@code
 * backward}, {@code reserve}) belongs to one thread at a time, which {@link #parallel} gives help.
 *
 * <p>Training by hand, with {@code optimizer} and {@code loss} of the neighbouring packages:
 *
 * <pre>{@code
 * float[][] gradients = new float[inputs.length][model.outputSize()];
 * for (int step = 0; step < 1000; step++) {
 *     float[][] outputs = model.forward(inputs, inputs.length);
 *     double value = loss.evaluate(outputs, targets, gradients, inputs.length);
 *     model.backward(gradients, inputs.length);
 *     optimizer.step(model.parameters());
 *     model.parameters().zeroGradients();
 * }
 * }</pre>
 *
 * <p>A model that ends in a softmax or sigmoid takes gradients behind it as well: with {@code
 * model.links()} as one more argument of {@code evaluate}, where the loss {@code takesLogits}, and
 * {@link #backwardLogits} in place of {@link #backward}, which is what a trainer does.
 *
 * <p>Rows of a wrong length and counts outside the arrays are refused with an {@link
 * IllegalArgumentException} that says what was found and what was expected.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public interface Model<R> {

    /**
     * The number of elements of one input row.
     *
     * @return elements a sample, at least 1
     */
    int inputSize();

    /**
     * The number of elements of one output row.
     *
     * @return elements a sample, at least 1
     */
    int outputSize();

    /**
     * The inputs, which lie in an input row one after the other in the order of their declaration.
     *
     * @return an unmodifiable list; one part called {@code "input"} where the network declares no
     *     input by name
     */
    default List<RowPart> inputs() {
        return List.of(RowPart.of("input", 0, inputSize()));
    }

    /**
     * The outputs, which lie in an output row one after the other in the order of their
     * declaration.
     *
     * @return an unmodifiable list; one part called {@code "output"} where the network declares no
     *     output by name
     */
    default List<RowPart> outputs() {
        return List.of(RowPart.of("output", 0, outputSize()));
    }

    /**
     * Computes the output for one sample in inference mode (no dropout). Thread-safe.
     *
     * @param input {@link #inputSize()} elements
     * @return a new row of {@link #outputSize()} elements
     * @throws IllegalArgumentException if the row's length is wrong
     */
    R predict(R input);

    /**
     * Computes the output for one sample in inference mode and allocates nothing, but for a
     * workspace where there are more threads at the same time than ever before. Thread-safe.
     *
     * @param input {@link #inputSize()} elements
     * @param output {@link #outputSize()} elements, overwritten; another array than the input
     * @throws IllegalArgumentException if a row's length is wrong, or both are one array
     */
    void predict(R input, R output);

    /**
     * Computes the outputs of the first {@code count} samples in inference mode. Thread-safe.
     *
     * @param inputs rows of {@link #inputSize()} elements
     * @param outputs rows of {@link #outputSize()} elements, overwritten; other arrays than the
     *     inputs, each its own
     * @param count how many rows to compute, at most the length of either array
     * @throws IllegalArgumentException if the count or a row's length is wrong, or the input and
     *     the output of a sample are one array
     */
    void predict(R[] inputs, R[] outputs, int count);

    /**
     * Computes the outputs of all samples in inference mode: {@link #predict(Object[], Object[],
     * int)} with {@code inputs.length}. Thread-safe.
     *
     * @param inputs rows of {@link #inputSize()} elements
     * @param outputs at least as many rows of {@link #outputSize()} elements, overwritten
     * @throws IllegalArgumentException if there are too few outputs or a row's length is wrong
     */
    default void predict(R[] inputs, R[] outputs) {
        predict(inputs, outputs, inputs.length);
    }

    /**
     * Computes the outputs of the first {@code count} samples in training mode (dropout is on) and
     * keeps what {@link #backward} needs. The input rows must stay unchanged until then.
     *
     * @param inputs rows of {@link #inputSize()} elements
     * @param count how many rows to compute, from 1 to {@code inputs.length}
     * @return the model's own output rows; the first {@code count} are valid until the next forward
     * @throws IllegalArgumentException if the count or a row's length is wrong
     */
    R[] forward(R[] inputs, int count);

    /**
     * Adds the gradients of the last {@link #forward} to the parameters' gradients. They accumulate
     * over calls until {@link Parameters#zeroGradients()}.
     *
     * @param outputGradients rows of {@link #outputSize()} elements: the derivatives of the loss
     *     with respect to the outputs of the last forward
     * @param count how many rows; the same as in the last forward
     * @throws IllegalStateException if no forward came before
     * @throws IllegalArgumentException if the count differs from the last forward's or a row's
     *     length is wrong
     */
    void backward(R[] outputGradients, int count);

    /**
     * What the last layers make of their logits.
     *
     * @return an unmodifiable list, one for each of {@link #outputs()}; empty where no output has
     *     logits but itself
     */
    default List<Link> links() {
        return List.of();
    }

    /**
     * Adds the gradients of the last {@link #forward} to the parameters' gradients, as {@link
     * #backward}, from the derivatives with respect to the logits: to what the last layer reads,
     * where {@link #links()} has one for its output, and to the output itself where not.
     *
     * @param logitGradients rows of {@link #outputSize()} elements: the derivatives of the loss
     *     with respect to the logits of the last forward
     * @param count how many rows; the same as in the last forward
     * @throws IllegalStateException if no forward came before
     * @throws IllegalArgumentException if the count differs from the last forward's or a row's
     *     length is wrong
     */
    default void backwardLogits(R[] logitGradients, int count) {
        backward(logitGradients, count);
    }

    /**
     * Makes the training buffers large enough for batches of the given size, so that the first
     * {@link #forward} allocates nothing. Without it they grow when they must. Larger buffers are
     * new ones: what a forward before kept for its backward is gone.
     *
     * @param batchSize rows of the largest batch to come, at least 1
     * @throws IllegalArgumentException if the size is not positive
     */
    void reserve(int batchSize);

    /**
     * Changes over to the kernels in vectors of the JDK's Vector API now, and returns when they are
     * compiled; by itself a network does so after some hundred calls, beside its work. Only the
     * time of a call changes, no bit of a result. Does nothing where a network was compiled without
     * the module {@code jdk.incubator.vector} or the JVM was started without it, and the second
     * time for the same class of networks.
     */
    default void warmUp() {}

    /**
     * Divides batches among threads from the next call on: {@code predict} of many samples, {@code
     * forward} and {@code backward}. Only the time of a call changes, no bit of a result. Networks
     * of straight-line code, which are too small for that, do not heed it. By default the calling
     * thread does everything.
     *
     * <p>To be called like what trains, by one thread and not during another call.
     *
     * @param workers the threads; other models may have the same
     */
    default void parallel(Workers workers) {}

    /**
     * The parameters in declaration order.
     *
     * @return the same object at every call
     */
    Parameters<R> parameters();

    /**
     * The numbers that training keeps without learning them, in declaration order: the running
     * statistics of batch normalisation. They have no gradients, no optimizer changes them, and
     * files have them beside the parameters.
     *
     * @return the same object at every call; empty for most networks
     */
    default Parameters<R> buffers() {
        return Parameters.of(List.of());
    }

    /**
     * The layers in declaration order: one for each field of the network's declaration.
     *
     * @return an unmodifiable list
     */
    List<Layer> layers();

    /**
     * The generator of the noise that training uses (dropout). Its seed and step are the whole of
     * its state: saved and set back, training goes on with the same bits.
     *
     * @return the same object at every call
     */
    RandomStream random();

    /**
     * A table of the layers with their operations, output shapes, parameters and multiply-adds a
     * sample, and the totals.
     *
     * @return text of several lines, each ended by {@code \n}
     */
    String summary();
}
