package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.ir.expression.Derivative;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.FormulaException;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.ir.expression.Simplifier;
import dev.tapeless.processor.parse.ActivationDeclaration;
import dev.tapeless.processor.parse.Sourced;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the formula of an activation can be used, whatever the values of its constants are. */
public final class FormulaCheck {

    /** Stands for every constant: nothing is simplified away because of a special value. */
    private static final double ANY = 0.7315;

    private FormulaCheck() {}

    /**
     * Reports what is wrong with the formula of an activation.
     *
     * @param activation the activation
     * @param report where mistakes go
     * @return whether the formula can be read and learned through
     */
    public static boolean isSound(ActivationDeclaration activation, Report report) {
        final Map<String, Double> constants = new LinkedHashMap<>();
        boolean isSound = activation.isSound();
        for (final ActivationDeclaration.Constant constant : activation.constants()) {
            if (constant.name().equals("x")) {
                report.add(constant.source(), Message.ACTIVATION_MEMBER_NAME, activation.name());
                isSound = false;
            }
            constants.put(constant.name(), ANY);
        }
        // A member that is no constant would be an unknown name: one mistake, one message.
        return isSound && isSound(activation.name(), activation.formula(), constants, report);
    }

    private static boolean isSound(
            String name, Sourced<String> formula, Map<String, Double> constants, Report report) {
        final String text = formula.value();
        final Expression expression;
        try {
            expression = FormulaParser.parse(text, constants);
        } catch (final FormulaException e) {
            report.add(
                    formula.source(),
                    Message.FORMULA_INVALID,
                    name,
                    text,
                    e.column(),
                    e.getMessage());
            return false;
        }
        if (Expressions.arguments(expression).isEmpty()) {
            report.add(formula.source(), Message.FORMULA_WITHOUT_X, name, text);
            return false;
        }
        final Expression derivative = Simplifier.simplify(Derivative.of(expression, 0));
        if (Expressions.isConstant(derivative, 0)) {
            report.add(formula.source(), Message.FORMULA_FLAT, name, text);
            return false;
        }
        return true;
    }
}
