package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;

import java.util.List;

/**
 * The closed set of operations. Layers are an open set and lower to these; gradients,
 * simplification, scheduling and printing exist once for each of them. Whoever treats operations
 * implements {@link Visitor}, so that a new operation is a compile error until all have treated it.
 */
public sealed interface Op {

    /**
     * Calls the method of the visitor that belongs to this operation.
     *
     * @param visitor who treats operations
     * @param <R> the visitor's result
     * @return what the visitor returned
     */
    <R> R accept(Visitor<R> visitor);

    // Leaves -------------------------------------------------------------------------------------

    /**
     * A tensor given from outside at every call: samples, or the gradient of the outputs.
     *
     * @param name its name, unique in the graph
     * @param shape its shape
     * @param type what its elements are
     */
    record Input(String name, Shape shape, ElementType type) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.input(this);
        }
    }

    /**
     * A learned tensor.
     *
     * @param name its name, unique in the graph, for instance {@code hidden.weight}
     * @param shape the shape in which the operations see it
     */
    record Parameter(String name, Shape shape) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.parameter(this);
        }
    }

    /**
     * Uniform random numbers in [0, 1), new ones at every training step, reproducible from the
     * seed, the step, the stream, the sample and the element.
     *
     * @param stream the number of the stream; two operations with different streams are independent
     * @param shape the shape; the first axis may be the batch
     */
    record Random(int stream, Shape shape) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.random(this);
        }
    }

    /**
     * The coordinate along one axis: {@code result[i0, i1, ...] = i_axis}.
     *
     * @param shape the shape
     * @param axis the axis whose coordinate is taken
     */
    record Iota(Shape shape, int axis) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.iota(this);
        }
    }

    // Arithmetic ---------------------------------------------------------------------------------

    /**
     * An elementwise expression. Operand {@code k} is {@link
     * dev.tapeless.processor.ir.expression.Expression.Argument Argument(k)} of the body and is read
     * at the coordinates of the result that its projection names, hence broadcast over the others.
     *
     * @param body the expression
     * @param projections for each operand, for each of its axes: the axis of the result, ascending
     * @param shape the shape of the result
     */
    record Map(Expression body, List<List<Integer>> projections, Shape shape) implements Op {
        /** Keeps an unmodifiable copy. */
        public Map {
            projections = projections.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }
    }

    /**
     * A sum of products with affine index maps: for every point {@code p} of the iteration space,
     * {@code result[target(p)] += product of operand_k[sources_k(p)]}. A point at which any
     * coordinate lies outside its tensor contributes nothing. Dense layers, convolutions, matrix
     * products, their gradients (the maps change places) and the adjoint of a {@link View} (one
     * operand) are all of this form.
     *
     * @param extents the extents of the iteration space; {@link Shape#BATCH} on one axis at most
     * @param sources one map for each operand
     * @param target the map of the result
     * @param shape the shape of the result
     */
    record Contract(List<Integer> extents, List<IndexMap> sources, IndexMap target, Shape shape)
            implements Op {
        /** Keeps unmodifiable copies. */
        public Contract {
            extents = List.copyOf(extents);
            sources = List.copyOf(sources);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contract(this);
        }
    }

    /**
     * Combines all elements along some axes, which vanish from the shape.
     *
     * @param kind how elements are combined
     * @param axes the axes that vanish, ascending
     */
    record Reduce(Kind kind, List<Integer> axes) implements Op {
        /** How elements are combined. */
        public enum Kind {
            /** The sum. */
            SUM,
            /** The largest. */
            MAX,
            /** The index of the first of the largest, along exactly one axis. */
            ARGMAX
        }

        /** Keeps an unmodifiable copy. */
        public Reduce {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reduce(this);
        }
    }

    // Moving elements ----------------------------------------------------------------------------

    /**
     * Rows of a table, chosen by index: {@code result[i..., r...] = table[index[i...], r...]}.
     * Operands: table, index. The index may be real numbers from outside; one that is no row is an
     * error when it is read, and none has a gradient.
     */
    record Gather() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gather(this);
        }
    }

    /**
     * The adjoint of {@link Gather}: {@code result[index[i...], r...] += updates[i..., r...]}.
     * Operands: index, updates.
     *
     * @param shape the shape of the table
     */
    record ScatterAdd(Shape shape) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scatterAdd(this);
        }
    }

    /**
     * The same elements in row-major order under another shape; the batch axis stays first.
     *
     * @param shape the new shape
     */
    record Reshape(Shape shape) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reshape(this);
        }
    }

    /**
     * Index arithmetic: {@code result[p] = operand[source(p)]}, or the padding where that lies
     * outside. Transposition, slices, padding, windows and broadcasts are views.
     *
     * @param source the coordinates in the operand, as a function of those of the result
     * @param shape the shape of the result
     * @param padding what is read outside the operand
     */
    record View(IndexMap source, Shape shape, double padding) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.view(this);
        }
    }

    /**
     * The operands one after the other along an axis.
     *
     * @param axis the axis, not the batch
     */
    record Concatenate(int axis) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concatenate(this);
        }
    }

    // Repetition ---------------------------------------------------------------------------------

    /**
     * Runs a graph once for each position along axis 1 of its sequences (axis 0 is the batch),
     * carrying state from one to the next. Operands: the initial states, the sequences, the
     * invariants. The inputs of the body, in order: states, one element of each sequence (without
     * axis 1), invariants; its outputs, in order: next states, emissions. The result is a tuple:
     * the last states, then every emission stacked along axis 1 at the position that it belongs to.
     *
     * @param body what happens at one position
     * @param states how many tensors are carried
     * @param sequences how many operands are scanned
     * @param length the extent of axis 1
     * @param reverse whether the last position comes first
     */
    record Scan(Graph body, int states, int sequences, int length, boolean reverse) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scan(this);
        }
    }

    /**
     * One member of the tuple that a {@link Scan} gives.
     *
     * @param index which member
     */
    record Pick(int index) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pick(this);
        }
    }

    /**
     * Treats every operation.
     *
     * @param <R> the result
     */
    @SuppressWarnings("javadoc")
    interface Visitor<R> {
        R input(Input op);

        R parameter(Parameter op);

        R random(Random op);

        R iota(Iota op);

        R map(Map op);

        R contract(Contract op);

        R reduce(Reduce op);

        R gather(Gather op);

        R scatterAdd(ScatterAdd op);

        R reshape(Reshape op);

        R view(View op);

        R concatenate(Concatenate op);

        R scan(Scan op);

        R pick(Pick op);
    }
}
