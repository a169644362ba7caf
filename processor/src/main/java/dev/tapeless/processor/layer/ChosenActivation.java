package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.FormulaException;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.parse.ActivationDeclaration;
import dev.tapeless.processor.parse.NamedType;

import java.util.Optional;

/** An activation inside a layer, chosen by its annotation: {@code activation = Relu.class}. */
final class ChosenActivation {

    private ChosenActivation() {}

    /**
     * Reads a member that names an activation; reports one that is none, or needs values.
     *
     * @param request the use of the annotation
     * @param member the member
     * @return the formula with the defaults of its constants, or empty after a mistake
     */
    static Optional<Expression> read(LayerRequest request, String member) {
        final NamedType type = (NamedType) request.use().member(member).value();
        if (type.activation().isEmpty()) {
            request.report(
                    member,
                    Message.ACTIVATION_CHOICE,
                    request.subject(),
                    type.name(),
                    "is no activation");
            return Optional.empty();
        }
        final ActivationDeclaration activation = type.activation().get();
        if (!FormulaCheck.isSound(activation, request.report())) {
            return Optional.empty();
        }
        for (final ActivationDeclaration.Constant constant : activation.constants()) {
            final Double value = type.constants().get(constant.name());
            if (value == null || !ActivationLayer.isFinite(request, value)) {
                final String problem =
                        value == null
                                ? "has no default"
                                : "has the default " + ActivationLayer.textOf(value);
                request.report(
                        member,
                        Message.ACTIVATION_CHOICE,
                        request.subject(),
                        type.name(),
                        "has a member " + constant.name() + " that " + problem);
                return Optional.empty();
            }
        }
        final String formula = activation.formula().value();
        try {
            return Optional.of(
                    FormulaParser.parse(formula, type.constants(), request.doublePrecision()));
        } catch (final FormulaException e) {
            request.report(
                    member,
                    Message.ACTIVATION_VALUES,
                    request.subject(),
                    formula,
                    e.column(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
