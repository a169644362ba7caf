package dev.tapeless.processor.schedule.plan;

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
        final WrittenArrays arrays = new WrittenArrays();
        List<Use> rest = pass.stream().map(kernel -> Use.of(kernel, scratch, arrays)).toList();
        final List<Phase> phases = new ArrayList<>();
        for (boolean isBySample = true; !rest.isEmpty(); isBySample = !isBySample) {
            final List<Kernel> ready = new ArrayList<>();
            rest = take(rest, isBySample, ready);
            if (!ready.isEmpty()) {
                phases.add(new Phase(isBySample, ready));
            }
        }
        return phases;
    }

    /** Takes the kernels of a kind that need not come behind any that is left; gives those. */
    private static List<Use> take(List<Use> rest, boolean isBySample, List<Kernel> ready) {
        final List<Use> left = new ArrayList<>();
        // What those use that others must not come before.
        final Use before = Use.ofNothing();
        for (final Use use : rest) {
            final boolean isReady = use.isBySample() == isBySample && !use.mustFollow(before);
            if (isReady) {
                ready.add(use.kernel());
            } else {
                left.add(use);
            }
            if (!isReady || !isBySample) {
                before.add(use);
            }
        }
        return left;
    }

    /**
     * What a kernel reads and writes.
     *
     * @param kernel the kernel; null for several
     * @param used all that it reads or writes
     * @param written what it writes
     */
    private record Use(Kernel kernel, Set<Location> used, Set<Location> written) {

        static Use ofNothing() {
            return new Use(null, new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        static Use of(Kernel kernel, Set<Buffer> scratch, WrittenArrays arrays) {
            final Use use = new Use(kernel, new LinkedHashSet<>(), new LinkedHashSet<>());
            use.add(kernel.parameters(), arrays.of(kernel.body()), scratch);
            kernel.vectors()
                    .ifPresent(form -> use.add(form.parameters(), arrays.of(form.body()), scratch));
            return use;
        }

        private void add(
                List<Kernel.Parameter> parameters, Set<String> names, Set<Buffer> scratch) {
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

        /** Adds what another uses. */
        void add(Use other) {
            used.addAll(other.used);
            written.addAll(other.written);
        }

        boolean isBySample() {
            return kernel.division() == Division.SAMPLES;
        }

        /** Whether this kernel must come behind another one that stands before it. */
        boolean mustFollow(Use other) {
            return used.stream().anyMatch(other.written::contains)
                    || written.stream().anyMatch(other.used::contains);
        }
    }
}
