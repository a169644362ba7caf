package dev.tapeless.processor.schedule.scope;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The parameters and names of one kernel, over all samples or for one, collected while it is
 * written.
 */
public final class KernelScope {

    /** The name of the number of samples. */
    public static final String COUNT = "n";

    /** The counter of samples. */
    public static final String SAMPLE = "s";

    private final LocalNames names = new LocalNames();
    private final Placement placement;
    private final boolean isSingle;
    private final Map<Location, String> parameters = new LinkedHashMap<>();
    private List<String> block = new ArrayList<>();

    /** A kernel over all samples. */
    public KernelScope(Placement placement) {
        this(placement, false);
    }

    private KernelScope(Placement placement, boolean isSingle) {
        this.placement = placement;
        this.isSingle = isSingle;
    }

    /** A kernel for one sample, whose rows are its parameters. */
    public static KernelScope ofSample(Placement placement) {
        return new KernelScope(placement, true);
    }

    /** The routines that this kernel shares with others. */
    public Routines routines() {
        return placement.routines();
    }

    /** The parameter through which a value is read or written. */
    public String parameter(Node node) {
        final Node holder = placement.holder(node);
        return parameter(placement.location(holder), LocalNames.identifier(holder.label()));
    }

    /** The parameter for a location. */
    public String parameter(Location location, String preferred) {
        return parameters.computeIfAbsent(
                location,
                unused -> isReserved(location) ? preferred : names.claimParameter(preferred));
    }

    /** Locations whose parameters have names that nothing else may have. */
    private static boolean isReserved(Location location) {
        return location instanceof Location.Count
                || location instanceof Location.Seed
                || location instanceof Location.Step;
    }

    /** Whether the storage of a parameter is one array. */
    public boolean isFlat(Node parameter) {
        return placement.location(parameter) instanceof Location.ParameterValues values
                && values.flat();
    }

    /** The number of samples. */
    public Value count() {
        parameter(new Location.Count(), COUNT);
        return Value.name(COUNT);
    }

    /** The index of the current sample in the batch. */
    public Value sample() {
        final String first = parameter(new Location.First(), "firstSample");
        return Value.sum(Value.name(first), Value.name(SAMPLE));
    }

    /** The first of so many rows of the result that are computed. */
    public Value from(int rows) {
        return Value.name(parameter(new Location.From(rows), "from"));
    }

    /** The row behind the last of so many rows of the result that are computed. */
    public Value to(int rows) {
        return Value.name(parameter(new Location.To(rows), "to"));
    }

    /** A loop over the rows of the result that are computed. */
    public Statement eachRow(String index, int rows, List<Statement> body) {
        return new Statement.Loop(index, from(rows), to(rows), 1, body, "");
    }

    /** The row that belongs to the current sample. */
    public Value row(Node node) {
        final String parameter = parameter(node);
        return isSingle ? Value.name(parameter) : Value.element(parameter, SAMPLE);
    }

    /** A loop over all samples. */
    public Statement eachSample(List<Statement> body) {
        return Statement.loop(SAMPLE, count(), body);
    }

    /** What is done for each sample: a loop over all, or the body itself for one. */
    public List<Statement> forSamples(List<Statement> body) {
        return isSingle ? body : List.of(eachSample(body));
    }

    /** A fresh name in the current block. */
    public String name(String preferred) {
        final String name = names.claim(preferred);
        block.add(name);
        return name;
    }

    /** Writes a block of its own, whose names others may use again. */
    public <T> T block(Supplier<T> code) {
        final List<String> outer = block;
        block = new ArrayList<>();
        final T result = code.get();
        names.release(block);
        block = outer;
        return result;
    }

    /** Gives the name of the row of the current sample, a local that is declared for it. */
    public String declareRow(Node node, List<Statement> before) {
        if (isSingle) {
            return parameter(node);
        }
        final String name = name(LocalNames.identifier(placement.holder(node).label()) + "Row");
        before.add(new Statement.Declare(Statement.Kind.ROW, name, row(node), ""));
        return name;
    }

    /** Gives the name of the row of a value that all samples share. */
    public String declareShared(Node node, List<Statement> before) {
        final String parameter = parameter(node);
        final Node holder = placement.holder(node);
        if (placement.location(holder) instanceof Location.ParameterValues) {
            return parameter;
        }
        final String name = name(LocalNames.identifier(holder.label()) + "Row");
        before.add(
                new Statement.Declare(Statement.Kind.ROW, name, Value.element(parameter, 0), ""));
        return name;
    }

    /** The same for rows that are no value of the graph. */
    public String declareRow(Location rows, String stem, List<Statement> before) {
        final String parameter = parameter(rows, stem);
        if (isSingle) {
            return parameter;
        }
        final String name = name(stem + "Row");
        final Value row = Value.element(parameter, SAMPLE);
        before.add(new Statement.Declare(Statement.Kind.ROW, name, row, ""));
        return name;
    }

    /** All parameters: arrays and keys, the rows of the result, the number of samples last. */
    public List<Kernel.Parameter> parameters() {
        final List<Kernel.Parameter> all = new ArrayList<>();
        for (int rank = 0; rank <= 2; rank++) {
            for (final Map.Entry<Location, String> entry : parameters.entrySet()) {
                if (rank(entry.getKey()) == rank) {
                    all.add(new Kernel.Parameter(entry.getValue(), entry.getKey()));
                }
            }
        }
        return all;
    }

    private static int rank(Location location) {
        if (location instanceof Location.Count) {
            return 2;
        }
        return location instanceof Location.First
                        || location instanceof Location.From
                        || location instanceof Location.To
                ? 1
                : 0;
    }
}
