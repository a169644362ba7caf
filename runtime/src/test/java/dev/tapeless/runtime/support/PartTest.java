package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class PartTest {

    private static final class Rows extends Part<Rows> {
        private final float[][] all;
        private float[][] given = {};

        Rows(int capacity) {
            all = new float[capacity][1];
        }

        Rows(Rows batch) {
            int capacity = (batch.all.length + 1) / 2;
            all = new float[capacity][];
            given = new float[capacity][];
        }

        @Override
        protected Rows newPart() {
            return new Rows(this);
        }

        @Override
        protected void take(Rows batch) {
            take(batch.all, all);
            take(batch.given, given);
        }
    }

    @Test
    void partsShareAllSamplesAndRows() {
        Rows batch = new Rows(100);
        for (int samples : new int[] {2, 3, 7, 64, 99, 100}) {
            for (int most : new int[] {2, 3, 4, 7}) {
                List<Rows> parts = batch.divide(samples, most);
                assertEquals(Math.min(samples, most), parts.size());
                int sample = 0;
                int row = 0;
                for (Rows part : parts) {
                    assertSame(batch, part.batch());
                    assertEquals(sample, part.first());
                    for (int s = 0; s < part.count(); s++) {
                        assertSame(batch.all[sample + s], part.all[s]);
                    }
                    sample += part.count();
                    assertEquals(row, part.from(5));
                    row = part.to(5);
                }
                assertEquals(samples, sample);
                assertEquals(5, row);
                assertEquals(samples, batch.count());
                for (int piece = 0; piece < 9; piece++) {
                    int own = piece;
                    assertEquals(1, parts.stream().filter(part -> part.takes(own)).count());
                }
            }
        }
    }

    @Test
    void aBatchIsItsOnlyPart() {
        Rows batch = new Rows(10);
        batch.divide(10, 3);
        for (int samples : new int[] {0, 1, 10}) {
            List<Rows> parts = batch.divide(samples, samples == 10 ? 1 : 3);
            assertEquals(List.of(batch), parts);
            assertSame(parts, batch.divide(samples, 1));
            assertSame(batch, batch.batch());
            assertEquals(0, batch.first());
            assertEquals(samples, batch.count());
            assertEquals(0, batch.from(1000));
            assertEquals(1000, batch.to(1000));
            assertEquals(true, batch.takes(5));
        }
    }

    @Test
    void partsAreMadeOnce() {
        Rows batch = new Rows(10);
        List<Rows> four = List.copyOf(batch.divide(10, 4));
        assertEquals(four.subList(0, 2), batch.divide(9, 2));
        assertEquals(four, batch.divide(10, 4));
        assertSame(batch.divide(7, 4), batch.divide(8, 4));
    }

    @Test
    void rowsOfASmallerBatchAreLeftAlone() {
        Rows batch = new Rows(10);
        batch.given = IntStream.range(0, 4).mapToObj(k -> new float[1]).toArray(float[][]::new);
        List<Rows> parts = batch.divide(10, 2);
        assertSame(batch.all[5], parts.get(1).all[0]);
        batch.given = null;
        batch.divide(10, 2);
    }

    @Test
    void manyRowsDoNotOverflow() {
        List<Rows> parts = new Rows(7).divide(7, 7);
        assertEquals(Integer.MAX_VALUE, parts.get(6).to(Integer.MAX_VALUE));
        assertEquals(parts.get(5).to(Integer.MAX_VALUE), parts.get(6).from(Integer.MAX_VALUE));
    }
}
