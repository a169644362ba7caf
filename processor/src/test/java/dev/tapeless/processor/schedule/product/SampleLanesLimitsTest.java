package dev.tapeless.processor.schedule.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.schedule.plan.CostModel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how many samples the lanes of an input gradient of 512x512 are samples. */
class SampleLanesLimitsTest {

    /**
     * One, two and 17 samples leave so many of 16 lanes unused that copies of the weights cost
     * less; 21 are even. The warm-up relies on 17.
     */
    @ParameterizedTest
    @CsvSource({
        "1, false",
        "2, false",
        "16, true",
        "17, false",
        "21, true",
        "25, true",
        "32, true",
        "64, true",
        "128, true",
        "144, true",
        "153, false",
        "256, false"
    })
    void fullLanesPay(int samples, boolean inLanes) {
        final int most = SampleLanes.most(512, 512);
        final int lanes = 16;
        final int unused = (samples + lanes - 1) / lanes * lanes - samples;
        final int wasted = most * CostModel.UNUSED_LANES_PERCENT / 100 * unused / lanes;
        assertEquals(inLanes, samples + wasted < most);
    }
}
