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
                .link(formula.equals(LOGISTIC) ? Link.SIGMOID : Link.IDENTITY);
    }

    private static boolean areFinite(LayerRequest request, String... members) {
        boolean areFinite = true;
        for (final String member : members) {
            final double value = request.use().number(member);
            final boolean isFinite =
                    request.doublePrecision()
                            ? Double.isFinite(value)
                            : Float.isFinite((float) value);
            if (!isFinite) {
                request.report(
                        member,
                        Message.ACTIVATION_MEMBER_VALUE,
                        request.subject(),
                        member,
                        value + (Double.isFinite(value) ? ", which is infinite as a float" : ""));
                areFinite = false;
            }
        }
        return areFinite;
    }
}
