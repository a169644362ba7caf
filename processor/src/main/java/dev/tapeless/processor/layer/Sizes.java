package dev.tapeless.processor.layer;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers of elements: whether they fit an array, and how messages show where they come from. */
public final class Sizes {

    /** The longest array. */
    public static final long LIMIT = Integer.MAX_VALUE;

    private Sizes() {}

    /**
     * Whether so many elements fit an array.
     *
     * @param extents what is multiplied, all positive
     * @return true when the product is at most {@link #LIMIT}
     */
    public static boolean fit(List<Integer> extents) {
        return product(extents).compareTo(BigInteger.valueOf(LIMIT)) <= 0;
    }

    /**
     * A product as messages show it.
     *
     * @param factors what is multiplied
     * @return for instance {@code 70,000 * 50,000 = 3,500,000,000}
     */
    public static String productText(List<Integer> factors) {
        final String written = factors.stream().map(Sizes::text).collect(Collectors.joining(" * "));
        return factors.size() == 1 ? written : written + " = " + text(product(factors));
    }

    /**
     * A number with its digits grouped.
     *
     * @param number any whole number
     * @return for instance {@code 70,000}
     */
    public static String text(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static BigInteger product(List<Integer> factors) {
        return factors.stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }
}
