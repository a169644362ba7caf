package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RowPart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The loss of a batch as the weighted sum of its outputs' losses, each of which is reduced by
 * itself.
 */
final class OutputSum implements BatchLoss {
    private final List<RowPart> outputs;
    private final List<OutputLoss> parts;
    private final int outputSize;
    private final int targetSize;

    /**
     * A sum.
     *
     * @param outputs the model's outputs
     * @param parts their losses in the same order; some may be missing until it is evaluated
     */
    OutputSum(List<RowPart> outputs, List<OutputLoss> parts) {
        this.outputs = outputs;
        this.parts = parts;
        this.outputSize = outputs.stream().mapToInt(RowPart::size).sum();
        this.targetSize = parts.stream().mapToInt(OutputLoss::targetSize).sum();
    }

    @Override
    public <R> double weights(Precision<R> precision, R[] targets, int count, int size) {
        requireComplete();
        if (size != outputSize) {
            throw new IllegalArgumentException(
                    "found outputs of "
                            + size
                            + " elements, expected "
                            + outputSize
                            + ": "
                            + places(outputs));
        }
        TargetChecks.count(targets, count);
        for (int i = 0; i < count; i++) {
            R target = TargetChecks.present(targets[i], i);
            checkLength(precision.rowType().length(target), i);
            for (int p = 0; p < parts.size(); p++) {
                parts.get(p).checkTarget(precision, target, i);
            }
        }
        return count;
    }

    private void requireComplete() {
        if (parts.size() == outputs.size()) {
            return;
        }
        for (RowPart output : outputs) {
            if (parts.stream().noneMatch(part -> part.output().equals(output))) {
                throw new IllegalStateException(
                        "the output \""
                                + output.name()
                                + "\" has no loss: call loss(\""
                                + output.name()
                                + "\", ...), or without(\""
                                + output.name()
                                + "\") where it has no targets");
            }
        }
    }

    private void checkLength(int length, int sample) {
        if (length != targetSize) {
            List<RowPart> targets = OutputLoss.targets(parts);
            throw TargetChecks.wrongLength(sample, length, targetSize + ": " + places(targets));
        }
    }

    private static String places(List<RowPart> parts) {
        return parts.stream()
                .map(part -> part.name() + " " + part.size())
                .collect(Collectors.joining(", "));
    }

    @Override
    public <R> double value(
            Precision<R> precision,
            R[] rows,
            R[] targets,
            R[] gradients,
            int count,
            double divisor,
            List<Link> links) {
        double sum = 0;
        for (int p = 0; p < parts.size(); p++) {
            Link link = links.isEmpty() ? Link.IDENTITY : links.get(p);
            sum += parts.get(p).evaluate(precision, rows, targets, gradients, count, link);
        }
        return sum;
    }
}
