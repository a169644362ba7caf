package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.FormulaException;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.parse.ActivationDeclaration;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.TapelessNames;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every activation: the formula of its annotation, applied to each element. */
@AutoService(LayerDefinition.class)
public final class ActivationLayer implements LayerDefinition {

    private static final Expression LOGISTIC =
            Expressions.apply(UnaryFunction.SIGMOID, Expressions.argument(0));

    /** For the service loader. */
    public ActivationLayer() {}

    @Override
    public String annotation() {
        return TapelessNames.ACTIVATION;
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final AnnotationUse use = request.use();
        final ActivationDeclaration activation = use.activation().orElseThrow();
        final String[] members =
                activation.constants().stream()
                        .map(ActivationDeclaration.Constant::name)
                        .toArray(String[]::new);
        final String text = OperationText.of(use, members);
        if (request.input().meaning() == Meaning.PROBABILITIES) {
            request.report(Message.SOFTMAX_ACTIVATED, request.subject(), request.input().subject());
        }
        if (!FormulaCheck.isSound(activation, request.report()) || !areFinite(request, members)) {
            return LayerOperation.unknown(text).output(request.input().shape());
        }
        final Map<String, Double> constants = new LinkedHashMap<>();
        for (final String member : members) {
            constants.put(member, use.number(member));
        }
        final Expression formula;
        try {
            formula =
                    FormulaParser.parse(
                            activation.formula().value(), constants, request.doublePrecision());
        } catch (final FormulaException e) {
            request.report(
                    Message.ACTIVATION_VALUES,
                    request.subject(),
                    activation.formula().value(),
                    e.column(),
                    e.getMessage());
            return LayerOperation.unknown(text).output(request.input().shape());
        }
        return LayerOperation.of(
                        text,
                        request.input().shape(),
                        (context, inputs) ->
                                context.builder().map(context.label(), formula, inputs.get(0)))
                .meaning(request.input().meaning().changed())
                .link(formula.equals(LOGISTIC) ? Link.SIGMOID : Link.IDENTITY);
    }

    private static boolean areFinite(LayerRequest request, String... members) {
        boolean areFinite = true;
        for (final String member : members) {
            final double value = request.use().number(member);
            if (!isFinite(request, value)) {
                request.report(
                        member,
                        Message.ACTIVATION_MEMBER_VALUE,
                        request.subject(),
                        member,
                        textOf(value));
                areFinite = false;
            }
        }
        return areFinite;
    }

    /**
     * Whether a formula can compute with a number.
     *
     * @param request whose network has a precision
     * @param value the number
     * @return false if it is infinite or NaN in that precision
     */
    static boolean isFinite(LayerRequest request, double value) {
        return request.doublePrecision() ? Double.isFinite(value) : Float.isFinite((float) value);
    }

    /**
     * Says why a formula cannot compute with a number.
     *
     * @param value a number that is not {@linkplain #isFinite finite}
     * @return the number and, where that does not show it, the reason
     */
    static String textOf(double value) {
        return value + (Double.isFinite(value) ? ", which is infinite as a float" : "");
    }
}
