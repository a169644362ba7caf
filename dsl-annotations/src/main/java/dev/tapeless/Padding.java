package dev.tapeless;

/**
 * How much an image or a sequence is padded before a window moves over it.
 *
 * <pre>{@code
 * @Network(input = {28, 28, 1})
 * abstract class Digits {
 *     @Conv2d(value = 8, kernel = 5, padding = Padding.SAME) @Relu Layer first;  // 28 x 28
 *     @Conv2d(value = 8, kernel = 5) @Relu                         Layer second; // 24 x 24
 *     @Conv2d(value = 8, kernel = 5, pad = 1) @Relu                Layer third;  // 22 x 22
 *     @Flatten @Dense(10)                                          Layer logits;
 * }
 * }</pre>
 */
public enum Padding {
    /** No padding: the window stays inside. */
    VALID,

    /**
     * As much as makes the output {@code ceil(input / stride)} long, on both sides alike; where
     * that is odd, the end gets one place more.
     */
    SAME
}
