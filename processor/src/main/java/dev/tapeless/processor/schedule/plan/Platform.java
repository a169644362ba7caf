package dev.tapeless.processor.schedule.plan;

/**
 * What the code is for.
 *
 * @param vectors whether kernels get a second form with the Vector API
 * @param elementBytes the bytes of a number of the network: 4 or 8
 */
public record Platform(boolean vectors, int elementBytes) {

    /** Numbers of single precision, without vectors. */
    public static final Platform PLAIN = new Platform(false, Float.BYTES);
}
