package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.BufferPlan;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.scope.KernelNames;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Writes a scan as a loop over positions. The body is a program of its own over all samples: its
 * kernels are routines that the loop calls, with the forms that they would have anywhere else.
 */
final class ScanKernels {

    private final Placement placement;
    private final Inlining inlining;
    private final BufferPlan buffers;
    private final KernelNames names;
    private final Platform platform;

    /**
     * Starts the kernel of one scan.
     *
     * @param placement where the values around it lie
     * @param inlining which of them have no place
     * @param buffers the rows for the values of its body
     * @param names the names of its kernels
     * @param platform what the code is for
     */
    ScanKernels(
            Placement placement,
            Inlining inlining,
            BufferPlan buffers,
            KernelNames names,
            Platform platform) {
        this.placement = placement;
        this.inlining = inlining;
        this.buffers = buffers;
        this.names = names;
        this.platform = platform;
    }

    /**
     * The kernel of a scan.
     *
     * @param scan the scan
     * @param picks the members of its result that anybody reads
     * @param sums its states that are sums added to gradients
     * @return the loop over its positions
     */
    Kernel write(Node scan, List<Node> picks, Map<Integer, GrowingSum> sums) {
        final ScanBody body = ScanBody.of(scan, sums);
        final Placement inside = places(scan, (Op.Scan) scan.op(), body);
        final String name = names.kernel(scan.label());
        final List<Kernel> steps =
                new LoopProgram(body.graph(), inside, buffers, platform)
                        .kernels(
                                List.of(body.graph().nodes()),
                                new LinkedHashSet<>(body.graph().outputs().values()),
                                body.gradients(),
                                names.inner())
                        .get(0);
        final Kernel plain = kernel(name, scan, body, inside, picks, steps, false);
        return steps.stream().anyMatch(step -> step.vectors().isPresent())
                ? plain.withVectors(kernel(name, scan, body, inside, picks, steps, true))
                : plain;
    }

    private Kernel kernel(
            String name,
            Node scan,
            ScanBody body,
            Placement inside,
            List<Node> picks,
            List<Kernel> steps,
            boolean vectors) {
        final ScanCode code = new ScanCode(placement, inlining, scan, body, inside, picks);
        return code.kernel(name, steps, vectors);
    }

    /** Rows for states and elements; invariants lie where they lie. */
    private Placement places(Node scan, Op.Scan op, ScanBody body) {
        final Placement inside = new Placement(placement.routines());
        body.states().values().forEach(state -> place(state, "", inside));
        body.elements().forEach(element -> place(element, "AtT", inside));
        for (int k = 0; k < body.invariants().size(); k++) {
            final Node operand = scan.operands().get(op.states() + op.sequences() + k);
            inside.place(body.invariants().get(k), placement.location(operand));
        }
        return inside;
    }

    private void place(Node node, String suffix, Placement inside) {
        final int rows = node.shape().isBatched() ? Buffer.BATCH : 1;
        final int length = Math.toIntExact(node.shape().elements());
        final String name = LocalNames.identifier(node.label()) + suffix;
        inside.place(node, new Location.Rows(buffers.keep(name, rows, length)));
    }
}
