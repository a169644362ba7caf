package dev.tapeless.processor.trace;

import dev.tapeless.Network;
import dev.tapeless.processor.testing.ClassesBeside;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.optimizer.Optimizer;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** What a trace is made of, and where its counterpart would be. */
enum Kind {
    /** An annotation of the DSL. */
    LAYER(Network.class),
    /** A loss of the runtime. */
    LOSS(Loss.class),
    /** An optimizer of the runtime. */
    OPTIMIZER(Optimizer.class),
    /** Something that changes gradients before an update. */
    CLIPPING(Model.class),
    /** A course of learning rates. */
    SCHEDULE(Model.class);

    private final Class<?> neighbour;

    Kind(Class<?> neighbour) {
        this.neighbour = neighbour;
    }

    /**
     * The names of all public classes there are of this kind, and of their methods: {@code
     * SoftmaxCrossEntropy} and {@code SoftmaxCrossEntropy.reduction}.
     *
     * @return the names, sorted
     */
    Set<String> names() {
        final Set<String> names = new TreeSet<>();
        for (final Class<?> type : ClassesBeside.of(neighbour)) {
            names.add(type.getSimpleName());
            for (final Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    names.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return names;
    }
}
