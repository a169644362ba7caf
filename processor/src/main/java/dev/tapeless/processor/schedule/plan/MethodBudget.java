package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/**
 * Estimates the bytecode of statements, from above: each instruction that a compiler makes of what
 * is printed, where every local lies beyond the first four and every number needs the longest form
 * of its instruction. Kernels that are read back from class files have 60 to 100 % of it.
 */
public final class MethodBudget {

    /** A number, or a constant of the class. */
    private static final int CONSTANT = 3;

    private static final int CALL = 3;
    private static final int INTERFACE_CALL = 5;
    private static final int JUMP = 3;
    private static final int CAST = 3;
    private static final int METHOD_REFERENCE = 5;

    /** Declarations from which on a local may have a number of two bytes; some take two places. */
    private static final int MANY_LOCALS = 100;

    private final int local;
    private final LaneBudget lanes = new LaneBudget(this);

    private MethodBudget(int local) {
        this.local = local;
    }

    /** The bytes of some statements. */
    public static int bytes(List<Statement> statements) {
        final int local = declarations(statements) < MANY_LOCALS ? 2 : 4;
        return new MethodBudget(local).of(statements);
    }

    private static int declarations(List<Statement> statements) {
        int count = 0;
        for (final Statement statement : statements) {
            if (statement instanceof Statement.Declare
                    || statement instanceof Statement.DeclareVariable) {
                count++;
            } else if (statement instanceof Statement.Loop loop) {
                count += 1 + declarations(loop.body());
            } else if (statement instanceof Statement.WhenFewer when) {
                count += declarations(when.then()) + declarations(when.otherwise());
            } else if (statement instanceof Statement.When when) {
                count += declarations(when.then());
            }
        }
        return count;
    }

    private int of(List<Statement> statements) {
        return statements.stream().mapToInt(this::of).sum();
    }

    private int of(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            return of(declare.value()) + local;
        } else if (statement instanceof Statement.DeclareVariable declare) {
            return of(declare.value()) + local;
        } else if (statement instanceof Statement.Assign assign) {
            return of(assign);
        } else if (statement instanceof Statement.Increase increase) {
            return increase.target() instanceof Value.Element
                    ? parts(increase.target()) + of(increase.value()) + 4
                    : of(increase.value()) + 2 * local + 1;
        } else if (statement instanceof Statement.Loop loop) {
            return of(loop);
        } else if (statement instanceof Statement.WhenFewer when) {
            return of(when.count())
                    + of(when.below())
                    + of(when.then())
                    + of(when.otherwise())
                    + 2 * JUMP;
        } else if (statement instanceof Statement.When when) {
            return of(when.then())
                    + when.bounds().stream()
                            .mapToInt(bound -> of(bound.left()) + of(bound.right()) + JUMP)
                            .sum();
        } else if (statement instanceof Statement.Copy copy) {
            return of(copy.from()) + of(copy.to()) + 3 * CONSTANT + CALL;
        } else if (statement instanceof Statement.CopyPart copy) {
            return of(copy.from())
                    + of(copy.fromIndex())
                    + of(copy.to())
                    + of(copy.toIndex())
                    + of(copy.length())
                    + CALL;
        } else if (statement instanceof Statement.Fill fill) {
            return of(fill.row()) + 3 * CONSTANT + CALL;
        } else if (statement instanceof Statement.Call call) {
            // A result that nobody wants is dropped.
            return call.arguments().stream().mapToInt(this::of).sum() + CALL + 1;
        } else if (statement instanceof Statement.Return result) {
            return of(result.value()) + 1;
        } else if (statement instanceof Statement.Remark) {
            return 0;
        }
        throw new IllegalStateException("unknown statement " + statement);
    }

    private int of(Statement.Assign assign) {
        if (assign.target() instanceof Value.Name) {
            return of(assign.value()) + local;
        }
        final int store = assign.value() instanceof Value.Lanes ? CALL : 1;
        return parts(assign.target()) + of(assign.value()) + store;
    }

    private int of(Statement.Loop loop) {
        final int step =
                loop.step() instanceof Value.Whole
                        ? local + CONSTANT + 1
                        : 2 * local + of(loop.step()) + 1;
        final int test = local + of(loop.below()) + JUMP;
        return of(loop.from()) + local + test + of(loop.body()) + step + JUMP;
    }

    /** The bytes of a value that is no vector, or of a vector on its own. */
    int of(Value value) {
        if (value instanceof Value.Lanes vector) {
            return lanes.of(vector.value());
        } else if (value instanceof Value.DoubleLanes vector) {
            return lanes.of(vector.value());
        } else if (value instanceof Value.Name) {
            return local;
        } else if (value instanceof Value.Real
                || value instanceof Value.Whole
                || value instanceof Value.LaneCount
                || value instanceof Value.RegisterCount) {
            return CONSTANT;
        }
        return parts(value) + operation(value);
    }

    private int parts(Value value) {
        return Sharing.parts(value).stream().mapToInt(this::of).sum();
    }

    private int operation(Value value) {
        if (value instanceof Value.Element || value instanceof Value.Coordinate) {
            return 1;
        } else if (value instanceof Value.Unary unary) {
            return bytes(unary.function());
        } else if (value instanceof Value.Binary binary) {
            return isCall(binary.function()) ? CALL : 1;
        } else if (value instanceof Value.Select) {
            return 1 + 2 * JUMP;
        } else if (value instanceof Value.RandomKey) {
            return 2 * local + CONSTANT + CALL;
        } else if (value instanceof Value.RowIndex) {
            return 2 * CONSTANT + CALL;
        } else if (value instanceof Value.LoopBound) {
            return CONSTANT + INTERFACE_CALL;
        } else if (value instanceof Value.Lane || value instanceof Value.TileRows) {
            return CONSTANT + CALL;
        } else if (value instanceof Value.PanelStart) {
            return METHOD_REFERENCE + CALL;
        } else if (value instanceof Value.Fma
                || value instanceof Value.Uniform
                || value instanceof Value.Call) {
            return CALL;
        }
        throw new IllegalStateException("unknown value " + value);
    }

    private static int bytes(UnaryFunction function) {
        return switch (function) {
            case NEGATE -> 1;
            // To double precision, the root, and back.
            case SQRT -> CALL + 2;
            default -> CALL;
        };
    }

    private static boolean isCall(BinaryFunction function) {
        return function == BinaryFunction.MIN || function == BinaryFunction.MAX;
    }

    /** Expressions for every lane of vectors, in which each operation is a call. */
    private static final class LaneBudget {

        private final MethodBudget numbers;

        LaneBudget(MethodBudget numbers) {
            this.numbers = numbers;
        }

        int of(Value value) {
            if (value instanceof Value.Name) {
                return numbers.of(value);
            } else if (value instanceof Value.Element) {
                return CONSTANT + numbers.parts(value) + CALL;
            } else if (value instanceof Value.Real || value instanceof Value.Broadcast) {
                return CONSTANT + argument(value) + CALL;
            } else if (value instanceof Value.Binary binary) {
                return of(binary.left()) + argument(binary.right()) + CALL;
            } else if (value instanceof Value.Select select) {
                return of(select.left())
                        + argument(select.right())
                        + argument(select.then())
                        + of(select.otherwise())
                        + CONSTANT
                        + 2 * CALL;
            } else if (value instanceof Value.Binary64 bits) {
                return of(bits);
            } else if (value instanceof Value.Behind behind) {
                return of(behind.first())
                        + numbers.of(behind.count())
                        + of(behind.rest())
                        + 2 * CONSTANT
                        + 1
                        + 2 * CALL;
            }
            return Sharing.parts(value).stream().mapToInt(this::of).sum() + operation(value);
        }

        private static int operation(Value value) {
            if (value instanceof Value.Fma || value instanceof Value.Unary) {
                return CALL;
            } else if (value instanceof Value.Swapped || value instanceof Value.Mixed) {
                return CONSTANT + CALL;
            } else if (value instanceof Value.Widened) {
                return 2 * CONSTANT + CALL + CAST;
            } else if (value instanceof Value.Narrowed) {
                return 5 * CONSTANT + 3 * CALL + CAST;
            }
            throw new IllegalStateException("unknown lanes " + value);
        }

        /** What a call takes as one number for all lanes. */
        private int argument(Value value) {
            if (value instanceof Value.Real) {
                return CONSTANT;
            }
            return value instanceof Value.Broadcast broadcast
                    ? numbers.of(broadcast.number())
                    : of(value);
        }

        private int of(Value.Binary64 bits) {
            final int doubles = of(bits.doubles());
            return switch (bits.part()) {
                case POWER_OF_TWO -> doubles + 3 * CONSTANT + 4 * CALL;
                case SIGNIFICAND -> 2 * doubles + 2 * CONSTANT + 6 * CALL;
                case EXPONENT -> doubles + 5 * CONSTANT + 6 * CALL;
            };
        }
    }
}
