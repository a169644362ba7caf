package dev.tapeless.runtime.support;

import dev.tapeless.runtime.RandomStream;

/** Orders that depend on a key only and are the same everywhere. */
public final class Permutation {
    private Permutation() {}

    /**
     * Sets {@code order[i] = i} and shuffles it: Fisher and Yates's method from the last place down
     * (Knuth, "The Art of Computer Programming" 2, algorithm P), with number {@code i} of the key
     * choosing for place {@code i}. Allocates nothing.
     *
     * @param order overwritten by the numbers from 0 to {@code order.length - 1} in a new order
     * @param key a key of {@link RandomStream}
     */
    public static void shuffle(int[] order, long key) {
        identity(order);
        for (int place = order.length - 1; place > 0; place--) {
            int other = RandomStream.uniformInt(key, place, place + 1);
            int moved = order[place];
            order[place] = order[other];
            order[other] = moved;
        }
    }

    /**
     * Sets {@code order[i] = i}.
     *
     * @param order overwritten by the numbers from 0 to {@code order.length - 1}
     */
    public static void identity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }
}
