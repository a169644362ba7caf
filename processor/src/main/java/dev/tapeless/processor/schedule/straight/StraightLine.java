package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.Reductions;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a graph for one sample with a name for every element of every value, as a person would do
 * it by hand. Moving elements around costs nothing here: it only decides which name is read.
 */
final class StraightLine {

    private static final String FORM = "straight line, a name for every element";

    private static final String FORM_IN_VECTORS =
            "straight line, a vector for " + CostModel.STRAIGHT_LINE_LANES + " elements";

    private final LocalNames names = new LocalNames();
    private final Map<Node, List<Value>> elements = new LinkedHashMap<>();
    private final Map<Integer, Value> keys = new LinkedHashMap<>();
    private final StraightLineCode code = new StraightLineCode(names);
    private final List<Kernel.Parameter> parameters = new ArrayList<>();
    private final Map<Value, Integer> extents = new LinkedHashMap<>();

    /** Values that lie in a row; those that are used more than once get a local each. */
    void readRow(Node node, Location location) {
        final String array = declareArray(LocalNames.identifier(node.label()), location, node);
        final long count = node.shape().elements();
        final List<Value> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            final String stem = node.label().equals("input") ? "x" : node.label();
            values.add(define(node, k, stem, Value.element(array, k)));
        }
        elements.put(node, values);
    }

    /** The elements of a parameter, read where they lie. */
    void readParameter(Node node, Location location) {
        final String array = declareArray(LocalNames.identifier(node.label()), location, node);
        final List<Value> values = new ArrayList<>();
        for (int k = 0; k < node.shape().elements(); k++) {
            values.add(Value.element(array, k));
        }
        elements.put(node, values);
    }

    /** Computes a value if that is not done yet and leaves it in a row. */
    void store(Node node, Location location, String parameter) {
        write(node, location, parameter, false);
    }

    /** Computes a sum over the batch, of which this sample's part is added to an array. */
    void accumulate(Node node, Location location, String parameter) {
        write(node, location, parameter, true);
    }

    /** The method, and its form in vectors where they are wanted and worth it. */
    Kernel finish(String name, boolean vectors) {
        final Kernel numbers = kernel(name, FORM, code);
        return (vectors ? code.packed(extents) : Optional.<StraightLineCode>empty())
                .map(lanes -> numbers.withVectors(kernel(name, FORM_IN_VECTORS, lanes)))
                .orElse(numbers);
    }

    private Kernel kernel(String name, String form, StraightLineCode lines) {
        final List<Statement> statements = lines.statements();
        return new Kernel(name, lines.formulas(), form, parameters, statements, true);
    }

    private void write(Node node, Location location, String parameter, boolean increase) {
        final List<Value> values = elements(node);
        final String array = declareArray(parameter, location, node);
        for (int k = 0; k < values.size(); k++) {
            code.write(node, Value.element(array, k), increase, values.get(k));
        }
    }

    private String declareArray(String preferred, Location location, Node node) {
        final String name = declareParameter(preferred, location);
        extents.put(Value.name(name), extent(location, node));
        return name;
    }

    /** How many elements of an array a vector may touch. */
    private static int extent(Location location, Node node) {
        final int elements = Math.toIntExact(node.shape().elements());
        if (location instanceof Location.Rows rows) {
            return rows.buffer().rowLength();
        }
        final boolean isPadded =
                location instanceof Location.ParameterValues
                        || location instanceof Location.ParameterGradient;
        return isPadded ? elements + CostModel.STRAIGHT_LINE_ROOM : elements;
    }

    private String declareParameter(String preferred, Location location) {
        final String name =
                location instanceof Location.Sample
                                || location instanceof Location.Seed
                                || location instanceof Location.Step
                        ? preferred
                        : names.claim(preferred, "Row");
        parameters.add(new Kernel.Parameter(name, location));
        return name;
    }

    private Value define(Node node, int element, String label, Value value) {
        final String local = names.claimElement(label, element, node.shape().elements());
        code.define(node, local, value);
        return Value.name(local);
    }

    private List<Value> elements(Node node) {
        final List<Value> known = elements.get(node);
        if (known != null) {
            return known;
        }
        for (final Node operand : node.operands()) {
            elements(operand);
        }
        final List<Value> values = compute(node);
        elements.put(node, values);
        return values;
    }

    private List<Value> compute(Node node) {
        final Op op = node.op();
        if (op instanceof Op.Map map) {
            return named(node, map(node, map));
        } else if (op instanceof Op.Contract contract) {
            return named(node, contract(node, contract));
        } else if (op instanceof Op.Reduce reduce) {
            return named(node, reduce(node, reduce));
        } else if (op instanceof Op.Random random) {
            return named(node, random(node, random));
        } else if (op instanceof Op.View view) {
            return view(node, view);
        } else if (op instanceof Op.Reshape) {
            return elements(node.operands().get(0));
        } else if (op instanceof Op.Concatenate concatenate) {
            return concatenate(node, concatenate);
        }
        throw new IllegalStateException("no straight-line form of " + node + ": " + op);
    }

    private List<Value> named(Node node, List<Value> values) {
        final List<Value> locals = new ArrayList<>();
        for (int k = 0; k < values.size(); k++) {
            locals.add(define(node, k, node.label(), values.get(k)));
        }
        return locals;
    }

    private List<Value> map(Node node, Op.Map map) {
        final List<Value> values = new ArrayList<>();
        ElementMap.forEachPoint(
                map.shape().extents(),
                point -> {
                    final List<Value> arguments = new ArrayList<>();
                    for (int k = 0; k < node.operands().size(); k++) {
                        final Node operand = node.operands().get(k);
                        final List<Integer> axes = map.projections().get(k);
                        final int at = ElementMap.position(axes, operand.shape(), point);
                        arguments.add(elements.get(operand).get(at));
                    }
                    values.add(Value.of(map.body(), arguments));
                });
        return values;
    }

    private List<Value> contract(Node node, Op.Contract contract) {
        final long results = node.shape().elements();
        final List<List<Value>> terms = ElementMap.places(results);
        terms.replaceAll(none -> new ArrayList<>());
        ElementMap.forEachPoint(
                contract.extents(),
                point -> {
                    final int at = ElementMap.position(contract.target(), contract.shape(), point);
                    final Value term = product(node, contract, point);
                    if (at >= 0 && term != null) {
                        terms.get(at).add(term);
                    }
                });
        return terms.stream().map(sum -> Sums.of(sum, results)).toList();
    }

    private Value product(Node node, Op.Contract contract, int[] point) {
        Value product = null;
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final int at = ElementMap.position(contract.sources().get(k), operand.shape(), point);
            if (at < 0) {
                return null;
            }
            final Value factor = elements.get(operand).get(at);
            product = product == null ? factor : Value.product(product, factor);
        }
        return product;
    }

    private List<Value> reduce(Node node, Op.Reduce reduce) {
        final Node operand = node.operands().get(0);
        final List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < operand.shape().rank(); axis++) {
            if (!reduce.axes().contains(axis)) {
                kept.add(axis);
            }
        }
        final List<Value> results = ElementMap.places(node.shape().elements());
        final int[] next = {0};
        ElementMap.forEachPoint(
                operand.shape().extents(),
                point -> {
                    final Value value = elements.get(operand).get(next[0]++);
                    final int at = ElementMap.position(kept, node.shape(), point);
                    final Value sum = results.get(at);
                    results.set(at, sum == null ? value : combine(reduce.kind(), sum, value));
                });
        return results;
    }

    private static Value combine(Op.Reduce.Kind kind, Value left, Value right) {
        return new Value.Binary(Reductions.function(kind), left, right);
    }

    private List<Value> random(Node node, Op.Random random) {
        final Value key = keys.computeIfAbsent(random.stream(), stream -> declareKey(node, stream));
        final List<Value> values = new ArrayList<>();
        for (int k = 0; k < node.shape().elements(); k++) {
            values.add(new Value.Uniform(key, new Value.Whole(k)));
        }
        return values;
    }

    private Value declareKey(Node node, int stream) {
        if (keys.isEmpty()) {
            declareParameter("seed", new Location.Seed());
            declareParameter("step", new Location.Step());
            declareParameter("s", new Location.Sample());
        }
        final String local = names.claim(LocalNames.identifier(node.label()) + "Key");
        final Value value = new Value.RandomKey(stream, Value.name("s"));
        code.define(node, local, value);
        return Value.name(local);
    }

    private List<Value> view(Node node, Op.View view) {
        final Node operand = node.operands().get(0);
        final List<Value> values = new ArrayList<>();
        ElementMap.forEachPoint(
                view.shape().extents(),
                point -> {
                    final int at = ElementMap.position(view.source(), operand.shape(), point);
                    values.add(
                            at < 0
                                    ? new Value.Real(view.padding())
                                    : elements.get(operand).get(at));
                });
        return values;
    }

    private List<Value> concatenate(Node node, Op.Concatenate concatenate) {
        final List<Value> values = ElementMap.places(node.shape().elements());
        int offset = 0;
        for (final Node operand : node.operands()) {
            final int start = offset;
            final int[] next = {0};
            ElementMap.forEachPoint(
                    operand.shape().extents(),
                    point -> {
                        int position = 0;
                        for (int axis = 0; axis < point.length; axis++) {
                            final int shift = axis == concatenate.axis() ? start : 0;
                            final int extent = Math.abs(node.shape().extent(axis));
                            position = position * extent + point[axis] + shift;
                        }
                        values.set(position, elements.get(operand).get(next[0]++));
                    });
            offset += operand.shape().extent(concatenate.axis());
        }
        return values;
    }
}
