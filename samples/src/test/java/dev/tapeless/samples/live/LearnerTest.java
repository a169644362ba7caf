package dev.tapeless.samples.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class LearnerTest {

    @Test
    void followsTheStream() {
        Learner learner = new Learner(3);
        learner.learnUntil(40_000);
        DriftNetwork start = DriftNetwork.create(0);
        start.parameters().copyFrom(learner.net().parameters());
        assertTrue(accuracy(start, learner.position()) > 0.97);
        learner.learnUntil(40_000 + DriftingStream.TURN / DriftingStream.CLOUDS);
        assertTrue(accuracy(learner.net(), learner.position()) > 0.97);
        assertTrue(accuracy(start, learner.position()) < 0.03); // each cloud is at its neighbour's
    }

    private static double accuracy(Model<float[]> net, long position) {
        DriftingStream stream = new DriftingStream(3, 1);
        float[] point = new float[2];
        int right = 0;
        for (int draw = 0; draw < 1000; draw++) {
            int cloud = stream.draw(position, draw, point);
            float[] scores = net.predict(point);
            int best = scores[1] > scores[0] ? 1 : 0;
            right += (scores[2] > scores[best] ? 2 : best) == cloud ? 1 : 0;
        }
        return right / 1000.0;
    }

    @Test
    void publishesAfterEveryStep() {
        Learner learner = new Learner(5);
        for (int step = 1; step <= 50; step++) {
            learner.learnUntil((long) step * Learner.BATCH_SIZE);
            assertEquals(step, learner.steps());
            assertEquals(step, learner.live().version());
            float[] probe = learner.log().probe();
            assertArrayEquals(learner.net().predict(probe), learner.live().predict(probe));
            assertTrue(learner.log().isWhole(learner.live().predict(probe), step));
        }
    }

    /** Parameters of two neighbouring steps, put together in every way. */
    @Test
    void theLogKnowsMixturesOfSteps() {
        Learner learner = new Learner(5);
        learner.learnUntil(10 * Learner.BATCH_SIZE);
        List<double[]> before = values(learner.net());
        learner.learnUntil(11 * Learner.BATCH_SIZE);
        List<double[]> after = values(learner.net());
        DriftNetwork mixed = DriftNetwork.create(0);
        int all = 1 << before.size();
        for (int mixture = 0; mixture < all; mixture++) {
            for (int p = 0; p < before.size(); p++) {
                boolean isNew = (mixture >> p & 1) == 1;
                mixed.parameters().get(p).setAll((isNew ? after : before).get(p));
            }
            float[] outputs = mixed.predict(learner.log().probe());
            assertEquals(mixture == 0, learner.log().isWhole(outputs, 10), "mixture " + mixture);
            assertEquals(
                    mixture == all - 1, learner.log().isWhole(outputs, 11), "mixture " + mixture);
            assertFalse(learner.log().isWhole(outputs, 12));
        }
    }

    private static List<double[]> values(DriftNetwork net) {
        return IntStream.range(0, net.parameters().size())
                .mapToObj(p -> net.parameters().get(p).values())
                .toList();
    }
}
