package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.schedule.code.Statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Kernels that several threads run without waiting for each other. Either all go sample by sample:
 * then each thread runs them one after the other for samples of its own. Or none needs what another
 * one does: then each thread has its share of every kernel's results.
 *
 * @param isBySample whether each thread has samples of its own
 * @param kernels the kernels, in order
 */
public record Phase(boolean isBySample, List<Kernel> kernels) {

    /** Keeps an unmodifiable copy. */
    public Phase {
        kernels = List.copyOf(kernels);
    }

    /**
     * The phases of a pass, as few as there can be when each takes all kernels that are ready.
     *
     * @param pass the kernels of a pass, in an order that gives its results
     * @param scratch rows that each thread has for itself
     * @return phases whose kernels, one phase after the other, give the same results
     */
    public static List<Phase> of(List<Kernel> pass, Set<Buffer> scratch) {
        final List<Use> rest = new ArrayList<>();
        pass.forEach(kernel -> rest.add(Use.of(kernel, scratch)));
        final List<Phase> phases = new ArrayList<>();
        for (boolean isBySample = true; !rest.isEmpty(); isBySample = !isBySample) {
            final List<Use> ready = ready(rest, isBySample);
            rest.removeAll(ready);
            if (!ready.isEmpty()) {
                phases.add(new Phase(isBySample, ready.stream().map(Use::kernel).toList()));
            }
        }
        return phases;
    }

    /** The kernels of a kind that need not come behind any that is left. */
    private static List<Use> ready(List<Use> rest, boolean isBySample) {
        final List<Use> ready = new ArrayList<>();
        final List<Use> left = new ArrayList<>();
        for (final Use use : rest) {
            final boolean waits =
                    left.stream().anyMatch(use::mustFollow)
                            || (!isBySample && ready.stream().anyMatch(use::mustFollow));
            (use.isBySample() == isBySample && !waits ? ready : left).add(use);
        }
        return ready;
    }

    /**
     * What a kernel reads and writes.
     *
     * @param kernel the kernel
     * @param used all that it reads or writes
     * @param written what it writes
     */
    private record Use(Kernel kernel, Set<Location> used, Set<Location> written) {

        static Use of(Kernel kernel, Set<Buffer> scratch) {
            final Use use = new Use(kernel, new LinkedHashSet<>(), new LinkedHashSet<>());
            use.add(kernel.parameters(), kernel.body(), scratch);
            kernel.vectors().ifPresent(form -> use.add(form.parameters(), form.body(), scratch));
            return use;
        }

        private void add(
                List<Kernel.Parameter> parameters, List<Statement> body, Set<Buffer> scratch) {
            final Set<String> names = WrittenArrays.of(body);
            for (final Kernel.Parameter parameter : parameters) {
                final boolean isOwn =
                        parameter.location() instanceof Location.Rows rows
                                && scratch.contains(rows.buffer());
                if (!isOwn) {
                    used.add(parameter.location());
                    if (names.contains(parameter.name())) {
                        written.add(parameter.location());
                    }
                }
            }
        }

        boolean isBySample() {
            return kernel.division() instanceof Division.Samples;
        }

        /** Whether this kernel must come behind another one that stands before it. */
        boolean mustFollow(Use other) {
            return other.written.stream().anyMatch(used::contains)
                    || written.stream().anyMatch(other.used::contains);
        }
    }
}
