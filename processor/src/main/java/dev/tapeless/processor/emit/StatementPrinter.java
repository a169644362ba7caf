package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/** Prints statements, one a line. */
final class StatementPrinter {

    private static final int COMMENT_WIDTH = 84;

    private final Real real;
    private final ValuePrinter values;
    private final CodeBlock.Builder code = CodeBlock.builder();

    StatementPrinter(Real real, RoutineNames routines) {
        this.real = real;
        this.values = new ValuePrinter(real, routines);
    }

    /** The text of some statements. */
    CodeBlock print(List<Statement> statements) {
        statements.forEach(this::add);
        return code.build();
    }

    private void add(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            line(
                    CodeBlock.of(
                            "final $T $L = $L",
                            type(declare.kind()),
                            declare.name(),
                            values.print(declare.value())),
                    declare.comment());
        } else if (statement instanceof Statement.DeclareVariable declare) {
            final CodeBlock value = values.print(declare.value());
            line(CodeBlock.of("$T $L = $L", type(declare.kind()), declare.name(), value), "");
        } else if (statement instanceof Statement.Assign assign
                && assign.value() instanceof Value.Lanes
                && assign.target() instanceof Value.Element place) {
            line(
                    CodeBlock.of(
                            "$L.intoArray($L, $L)",
                            values.print(assign.value()),
                            values.print(place.array()),
                            ValuePrinter.index(place.index())),
                    assign.comment());
        } else if (statement instanceof Statement.Call call) {
            line(values.call(call.routine(), call.arguments()), "");
        } else if (statement instanceof Statement.Return result) {
            line(CodeBlock.of("return $L", values.print(result.value())), "");
        } else if (statement instanceof Statement.Assign assign) {
            line(assignment(assign.target(), "=", assign.value()), assign.comment());
        } else if (statement instanceof Statement.Increase increase) {
            line(assignment(increase.target(), "+=", increase.value()), increase.comment());
        } else if (statement instanceof Statement.Copy copy) {
            line(
                    CodeBlock.of(
                            "$T.arraycopy($L, $L, $L, $L, $L)",
                            JavaNames.SYSTEM,
                            values.print(copy.from()),
                            copy.fromIndex(),
                            values.print(copy.to()),
                            copy.toIndex(),
                            copy.length()),
                    "");
        } else if (statement instanceof Statement.CopyPart copy) {
            line(
                    CodeBlock.of(
                            "$T.arraycopy($L, $L, $L, $L, $L)",
                            JavaNames.SYSTEM,
                            values.print(copy.from()),
                            values.print(copy.fromIndex()),
                            values.print(copy.to()),
                            values.print(copy.toIndex()),
                            values.print(copy.length())),
                    "");
        } else if (statement instanceof Statement.Fill fill) {
            line(
                    CodeBlock.of(
                            "$T.fill($L, 0, $L, $L)",
                            JavaNames.ARRAYS,
                            values.print(fill.row()),
                            fill.length(),
                            real.literal(fill.value())),
                    "");
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

    private CodeBlock assignment(Value target, String operator, Value value) {
        return CodeBlock.of("$L $L $L", values.print(target), operator, values.print(value));
    }

    private void loop(Statement.Loop loop) {
        if (!loop.comment().isEmpty()) {
            comment(loop.comment());
        }
        final String i = loop.index();
        final CodeBlock step =
                loop.step().equals(new Value.Whole(1))
                        ? CodeBlock.of("$L++", i)
                        : CodeBlock.of("$L += $L", i, values.print(loop.step()));
        code.beginControlFlow(
                "for (int $L = $L; $L < $L; $L)",
                i,
                values.print(loop.from()),
                i,
                values.print(loop.below()),
                step);
        loop.body().forEach(this::add);
        code.endControlFlow();
    }

    private void when(Statement.WhenFewer when) {
        comment(when.comment());
        code.beginControlFlow("if ($L < $L)", values.print(when.count()), when.below());
        when.then().forEach(this::add);
        code.nextControlFlow("else");
        when.otherwise().forEach(this::add);
        code.endControlFlow();
    }

    private void when(Statement.When when) {
        final CodeBlock bounds =
                when.bounds().stream().map(values::print).collect(CodeBlock.joining(" && "));
        code.beginControlFlow("if ($L)", bounds);
        when.then().forEach(this::add);
        code.endControlFlow();
    }

    private void comment(String text) {
        TextLines.wrap(text, COMMENT_WIDTH).forEach(line -> code.add("// $L\n", line));
    }

    private void line(CodeBlock text, String comment) {
        if (comment.isEmpty()) {
            code.addStatement("$L", text);
        } else {
            code.add("$[$L;$] // $L\n", text, comment);
        }
    }

    /** The Java type of a local or parameter. */
    TypeName type(Statement.Kind kind) {
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
