package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class IndexMapTest {

    @Test
    void runsOverTheChosenAxes() {
        final IndexMap map = IndexMap.ofAxes(3, 2, 0);
        assertEquals(
                List.of(new Affine(List.of(0, 0, 1), 0), new Affine(List.of(1, 0, 0), 0)),
                map.coordinates());
        assertEquals(List.of(2, 0), map.plainAxes());
    }

    @Test
    void aCoordinateThatIsNoPlainAxisCountsAsMinusOne() {
        final IndexMap map = new IndexMap(List.of(Affine.axis(2, 1), Affine.axis(2, 0).plus(1)));
        assertEquals(List.of(1, -1), map.plainAxes());
    }

    @Test
    void aScalarHasNoCoordinates() {
        assertEquals(List.of(), IndexMap.ofAxes(2).plainAxes());
    }

    @Test
    void mapsOfTheSameCoordinatesAreEqual() {
        assertEquals(
                IndexMap.ofAxes(2, 1),
                new IndexMap(
                        List.of(
                                Affine.axis(2, 0)
                                        .plus(Affine.scaled(2, 0, -1))
                                        .plus(Affine.axis(2, 1)))));
    }
}
