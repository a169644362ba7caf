/**
 * Annotations that declare a neural network; this package is the user manual of the language.
 *
 * <p>A network is a class with {@link Network} on it. Its fields are the layers, in source order;
 * every annotation on a field is one operation, in source order:
 *
 * <pre>{@code
 * import dev.tapeless.*;
 * import dev.tapeless.runtime.Layer;
 *
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>The annotation processor checks it, differentiates it and writes one class beside it, {@code
 * DigitsNetwork}. Whatever does not fit is a compile error at the annotation value that is wrong.
 *
 * <table>
 * <caption>What a field can say</caption>
 * <tr><th>kind</th><th>annotations</th></tr>
 * <tr><td>inputs and outputs by name</td><td>{@link Input}, {@link Output}</td></tr>
 * <tr><td>layers with parameters</td><td>{@link Dense}, {@link Conv1d}, {@link Conv2d}, {@link
 *     ConvTranspose2d}, {@link Embedding}, {@link PositionalEmbedding}, {@link SelfAttention},
 *     {@link FeedForward}</td></tr>
 * <tr><td>sequences, element by element</td><td>{@link Rnn}, {@link Gru}, {@link Lstm}</td></tr>
 * <tr><td>pooling and resizing</td><td>{@link MaxPool1d}, {@link MaxPool2d}, {@link AvgPool1d},
 *     {@link AvgPool2d}, {@link GlobalAvgPool}, {@link GlobalMaxPool}, {@link Upsample2d}</td></tr>
 * <tr><td>shapes</td><td>{@link Flatten}, {@link Reshape}, {@link Permute}</td></tr>
 * <tr><td>normalisation</td><td>{@link BatchNorm}, {@link LayerNorm}, {@link RmsNorm}, {@link GroupNorm}</td></tr>
 * <tr><td>activations, element by element</td><td>{@link Relu}, {@link LeakyRelu}, {@link Relu6},
 *     {@link Elu}, {@link Selu}, {@link Celu}, {@link Gelu}, {@link GeluTanh}, {@link Silu},
 *     {@link Mish}, {@link Sigmoid}, {@link Tanh}, {@link Softplus}, {@link Softsign},
 *     {@link HardSigmoid}, {@link HardSwish}, {@link HardTanh}, {@link Sine}, with a learned
 *     slope {@link Prelu}, and any annotation of your own that carries {@link Activation}</td></tr>
 * <tr><td>over a whole layer</td><td>{@link Softmax}, {@link LogSoftmax}</td></tr>
 * <tr><td>regularisation</td><td>{@link Dropout}, {@link SpatialDropout}</td></tr>
 * <tr><td>joining branches</td><td>{@link Add}, {@link Multiply}, {@link Concat}</td></tr>
 * <tr><td>networks as layers</td><td>{@link Block}, {@link Residual}</td></tr>
 * </table>
 *
 * <h2>What a layer reads</h2>
 *
 * <p>The first layer reads the network's input, every other one the layer before it. {@code from}
 * names another input: any layer declared earlier, or {@code "input"} for the network's input. So a
 * branch needs no syntax of its own:
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Residual {
 *     @Dense(32) @Relu                 Layer wide;
 *     @Dense(16)                       Layer narrow;
 *     @Add(from = {"narrow", "input"}) Layer sum;
 *     @Dense(4)                        Layer logits;
 * }
 * }</pre>
 *
 * <p>Of several annotations on one field the first may name its input; the others read the one to
 * their left. One annotation a field and several annotations on one field mean the same network.
 * The last field is the network's output, unless layers are marked with {@link Output}, and every
 * layer that is no output must be read by a later one.
 *
 * <p>What is needed more than once is a network of its own that other networks inline as a {@link
 * Block} or {@link Residual}, with weights of its own in each place or with shared ones.
 *
 * <h2>Warnings</h2>
 *
 * <p>What is legal but hardly meant is a compiler warning that names its category.
 * {@code @SuppressWarnings("tapeless:dropout")} on the field or the class says that it is meant.
 *
 * <h2>Conventions of this manual</h2>
 *
 * <p>Shapes are those of one sample; a batch is a number of samples and changes no formula. {@code
 * x} is an element of the input and {@code y} the element of the output at the same place. Values
 * and derivatives, at kinks too, are PyTorch's.
 *
 * <p>All annotations are kept in class files ({@link java.lang.annotation.RetentionPolicy#CLASS}),
 * so that incremental builds can read them there, and none is visible at run time.
 */
package dev.tapeless;
