package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import dev.tapeless.processor.onnx.OnnxModel.Attribute;

import java.util.ArrayList;
import java.util.List;

/** Functions of one element, and those of a whole vector. */
final class ActivationCases {

    private static final int[] SAMPLE = {37};

    private final List<OnnxCase> cases = new ArrayList<>();

    private ActivationCases() {}

    static List<OnnxCase> all() {
        final ActivationCases activations = new ActivationCases();
        activations.functions();
        activations.compositions();
        activations.slopes();
        return activations.cases;
    }

    private void functions() {
        function("Relu", "Relu");
        function("LeakyRelu", "LeakyRelu", of("alpha", 0.01));
        function("LeakyRelu(alpha = 0.3)", "LeakyRelu", of("alpha", 0.3));
        function("Elu", "Elu");
        function("Elu(alpha = 0.5)", "Elu", of("alpha", 0.5));
        function("Selu", "Selu");
        function("Celu", "Celu");
        function("Celu(alpha = 2)", "Celu", of("alpha", 2.0));
        function("Gelu", "Gelu");
        function("GeluTanh", "Gelu", of("approximate", "tanh"));
        function("Mish", "Mish");
        function("Sigmoid", "Sigmoid");
        function("Tanh", "Tanh");
        function("Softplus", "Softplus");
        function("Softsign", "Softsign");
        function("HardSigmoid", "HardSigmoid", of("alpha", 1 / 6.0), of("beta", 0.5));
        function("HardSwish", "HardSwish");
        function("Sine", "Sin");
        function("Softmax", "Softmax");
        function("LogSoftmax", "LogSoftmax");
    }

    private void compositions() {
        add("Relu6", (net, x) -> net.node("Clip", x, net.number(0), net.number(6)));
        add("HardTanh", (net, x) -> net.node("Clip", x, net.number(-1), net.number(1)));
        add("Silu", (net, x) -> net.node("Mul", x, net.node("Sigmoid", x)));
        add("Sine(omega = 3)", (net, x) -> net.node("Sin", net.node("Mul", x, net.number(3))));
    }

    private void slopes() {
        add("Prelu", (net, x) -> net.node("PRelu", x, net.weight("a.weight")));
        cases.add(
                OnnxCase.of(
                        "PreluChannels",
                        new int[] {4, 3, 5},
                        "@Prelu(perChannel = true) Layer a;",
                        (net, x) -> net.node("PRelu", x, net.weight("a.weight"))));
    }

    private void function(String annotation, String operator, Attribute... members) {
        add(annotation, (net, x) -> net.node(operator, List.of(x), members));
    }

    private void add(String annotation, OnnxCase.Translation translation) {
        final String name = annotation.replaceAll("\\W", "");
        cases.add(OnnxCase.of(name + "Only", SAMPLE, "@" + annotation + " Layer a;", translation));
    }
}
