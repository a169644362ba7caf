package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the value of a layer an output of the network, under the layer's name. Without it the last
 * layer is the only output.
 *
 * <p>Any number of layers may be outputs, also such that others read, in the middle of a chain. The
 * annotation stands before or after the layer annotations of its field, and means the value of the
 * whole field.
 *
 * <p><b>Shape:</b> that of the field.
 *
 * <p><b>Example:</b> which digit a picture shows, and how much it is tilted.
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Tilted {
 *     @Dense(64) @Relu                        Layer features;
 *     @Dense(10) @Output                      Layer digit;
 *     @Dense(value = 1, from = "features")
 *     @Output                                 Layer angle;
 * }
 * }</pre>
 *
 * <p>The generated class gives the outputs by name, and each of them can have a loss of its own:
 *
 * <pre>{@code
 * TiltedNetwork.Outputs outputs = net.predictFrom(pixels);
 * float[] scores = outputs.digit();
 * float[] angle = outputs.angle();
 *
 * trainer.loss(Losses.perOutput(net)
 *         .loss("digit", Losses.softmaxCrossEntropy())
 *         .loss("angle", Losses.meanSquaredError(), 0.5))
 * }</pre>
 *
 * <p><b>In memory</b>, and wherever the network is used through {@code dev.tapeless.runtime.Model},
 * the output of a sample is one row with all outputs one after the other in the order of their
 * declaration; {@code Model.outputs()} lists their places.
 *
 * @see Input
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Output {}
