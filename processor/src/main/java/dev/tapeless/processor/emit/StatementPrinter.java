package dev.tapeless.processor.emit;

import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/** Prints statements, one a line. */
final class StatementPrinter {

    private static final int COMMENT_WIDTH = 84;

    private final Real real;
    private final CodeText code = new CodeText();
    private final ValuePrinter values;

    StatementPrinter(Real real, RoutineNames routines) {
        this.real = real;
        this.values = new ValuePrinter(real, routines, code);
    }

    /** The text of some statements. */
    CodeText print(List<Statement> statements) {
        statements.forEach(this::add);
        return code;
    }

    private void add(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            code.start().add("final ").add(type(real, declare.kind())).add(" ");
            assign(declare.name(), declare.value(), declare.comment());
        } else if (statement instanceof Statement.DeclareVariable declare) {
            code.start().add(type(real, declare.kind())).add(" ");
            assign(declare.name(), declare.value(), "");
        } else if (statement instanceof Statement.Assign assign
                && assign.value() instanceof Value.Lanes
                && assign.target() instanceof Value.Element place) {
            code.start();
            values.print(assign.value());
            code.add(".intoArray(");
            values.print(place.array());
            code.add(", ");
            values.index(place.index());
            code.add(")");
            end(assign.comment());
        } else if (statement instanceof Statement.Call call) {
            code.start();
            values.call(call.routine(), call.arguments());
            end("");
        } else if (statement instanceof Statement.Return result) {
            code.start().add("return ");
            values.print(result.value());
            end("");
        } else if (statement instanceof Statement.Assign assign) {
            assign(assign.target(), " = ", assign.value(), assign.comment());
        } else if (statement instanceof Statement.Increase increase) {
            assign(increase.target(), " += ", increase.value(), increase.comment());
        } else if (statement instanceof Statement.Copy copy) {
            copy(
                    copy.from(),
                    new Value.Whole(copy.fromIndex()),
                    copy.to(),
                    new Value.Whole(copy.toIndex()),
                    new Value.Whole(copy.length()));
        } else if (statement instanceof Statement.CopyPart copy) {
            copy(copy.from(), copy.fromIndex(), copy.to(), copy.toIndex(), copy.length());
        } else if (statement instanceof Statement.Fill fill) {
            code.start().add(JavaNames.ARRAYS).add(".fill(");
            values.print(fill.row());
            code.add(", 0, ").add(fill.length()).add(", ");
            real.write(fill.value(), code);
            code.add(")");
            end("");
        } else if (statement instanceof Statement.Loop loop) {
            loop(loop);
        } else if (statement instanceof Statement.WhenFewer when) {
            when(when);
        } else if (statement instanceof Statement.When when) {
            when(when);
        } else if (statement instanceof Statement.Remark remark) {
            comment(remark.text());
        }
    }

    private void assign(String name, Value value, String comment) {
        code.add(name).add(" = ");
        values.print(value);
        end(comment);
    }

    private void assign(Value target, String operator, Value value, String comment) {
        code.start();
        values.print(target);
        code.add(operator);
        values.print(value);
        end(comment);
    }

    private void copy(Value from, Value fromIndex, Value to, Value toIndex, Value length) {
        code.start().add(JavaNames.SYSTEM).add(".arraycopy");
        values.arguments(List.of(from, fromIndex, to, toIndex, length));
        end("");
    }

    private void loop(Statement.Loop loop) {
        if (!loop.comment().isEmpty()) {
            comment(loop.comment());
        }
        final String i = loop.index();
        code.start().add("for (int ").add(i).add(" = ");
        values.print(loop.from());
        code.add("; ").add(i).add(" < ");
        values.print(loop.below());
        code.add("; ").add(i);
        if (loop.step().equals(new Value.Whole(1))) {
            code.add("++");
        } else {
            code.add(" += ");
            values.print(loop.step());
        }
        code.add(")").open();
        loop.body().forEach(this::add);
        code.close().end();
    }

    private void when(Statement.WhenFewer when) {
        comment(when.comment());
        code.start().add("if (");
        values.print(when.count());
        code.add(" < ");
        values.print(when.below());
        code.add(")").open();
        when.then().forEach(this::add);
        code.close().add(" else").open();
        when.otherwise().forEach(this::add);
        code.close().end();
    }

    private void when(Statement.When when) {
        code.start().add("if (");
        String separator = "";
        for (final Statement.Bound bound : when.bounds()) {
            code.add(separator);
            values.print(bound);
            separator = " && ";
        }
        code.add(")").open();
        when.then().forEach(this::add);
        code.close().end();
    }

    private void comment(String text) {
        TextLines.wrap(text, COMMENT_WIDTH)
                .forEach(line -> code.start().add("// ").add(line).end());
    }

    /** Ends a statement. */
    private void end(String comment) {
        code.add(";");
        if (!comment.isEmpty()) {
            code.add(" // ").add(comment);
        }
        code.end();
    }

    /** The Java type of a local or parameter. */
    static TypeName type(Real real, Statement.Kind kind) {
        return switch (kind) {
            case REAL -> real.type;
            case ROW -> real.row;
            case ROWS -> real.rows;
            case VECTOR -> real.vector;
            case DOUBLES -> Real.DOUBLE.vector;
            case KEY -> TypeName.LONG;
            case INDEX -> TypeName.INT;
        };
    }
}
