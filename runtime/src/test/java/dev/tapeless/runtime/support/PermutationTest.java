package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.runtime.RandomStream;

import org.junit.jupiter.api.Test;

class PermutationTest {

    /** Orders of an independent computation. */
    @Test
    void goldenOrders() {
        int[] order = new int[10];
        Permutation.shuffle(order, RandomStream.key(42, 1, 0x53484646, 0));
        assertArrayEquals(new int[] {4, 2, 6, 0, 9, 7, 1, 8, 5, 3}, order);
        Permutation.shuffle(order, RandomStream.key(42, 2, 0x53484646, 0));
        assertArrayEquals(new int[] {6, 1, 5, 9, 0, 4, 7, 2, 3, 8}, order);
        Permutation.shuffle(order, RandomStream.key(42, 1, 0x53484646, 0));
        assertArrayEquals(new int[] {4, 2, 6, 0, 9, 7, 1, 8, 5, 3}, order);
    }

    @Test
    void everyOrderIsEquallyLikely() {
        int[] counts = new int[27];
        int[] order = new int[3];
        int draws = 60_000;
        for (int i = 0; i < draws; i++) {
            Permutation.shuffle(order, RandomStream.key(1, i, 0, 0));
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        int orders = 0;
        for (int count : counts) {
            if (count > 0) {
                orders++;
                assertEquals(draws / 6.0, count, 5 * Math.sqrt(draws / 6.0));
            }
        }
        assertEquals(6, orders);
    }

    @Test
    void smallestAndIdentity() {
        Permutation.shuffle(new int[0], 1);
        int[] one = {5};
        Permutation.shuffle(one, 1);
        assertArrayEquals(new int[] {0}, one);
        int[] three = {9, 9, 9};
        Permutation.identity(three);
        assertArrayEquals(new int[] {0, 1, 2}, three);
    }
}
