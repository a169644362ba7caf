package dev.tapeless.processor.random;

import dev.tapeless.processor.random.RandomNetwork.Operation;
import dev.tapeless.processor.random.RandomNetwork.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Draws networks: every layer that keeps to vectors, layers over sequences, branches, networks in
 * networks, several inputs and outputs, and sizes around everything that the schedules divide by.
 */
final class NetworkGenerator {

    /** Multiply-adds of a sample, so that the interpreter is not kept for long. */
    private static final int MOST_WORK = 12_000;

    private static final int[] TINY = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] SIZES = {
        1, 2, 3, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 100, 127, 128, 129, 255, 300
    };
    private static final int[] BATCHES = {1, 2, 3, 4, 5, 7, 8, 9, 13, 17};

    /** Batches around those that kernels in vectors cut, for networks of less work. */
    private static final int[] LARGE_BATCHES = {63, 64, 65, 127, 128, 129};

    private static final int MOST_WORK_OF_LARGE = 2_500;

    private static final String[] ACTIVATIONS = {
        "Relu",
        "LeakyRelu",
        "Elu",
        "Selu",
        "Celu",
        "Gelu",
        "GeluTanh",
        "Silu",
        "Mish",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Softsign",
        "HardSigmoid",
        "HardSwish",
        "HardTanh",
        "Relu6",
        "Sine"
    };

    private static final String[] INITIALIZERS = {
        "HE_NORMAL",
        "HE_UNIFORM",
        "GLOROT_NORMAL",
        "GLOROT_UNIFORM",
        "LECUN_NORMAL",
        "LECUN_UNIFORM"
    };

    private final Random random;
    private final List<Part> layers = new ArrayList<>();
    private final boolean isTiny;
    private final int input;
    private final boolean isDouble;
    private final boolean inputGradient;
    private final boolean hasPorts;
    private int work;

    private NetworkGenerator(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        isTiny = random.nextInt(5) < 2;
        input = size();
        isDouble = random.nextInt(3) > 0;
        inputGradient = random.nextBoolean();
        hasPorts = random.nextInt(3) == 0;
    }

    /**
     * Draws a network.
     *
     * @param seed decides everything
     * @return the network
     */
    static RandomNetwork draw(long seed) {
        return new NetworkGenerator(seed).draw();
    }

    private RandomNetwork draw() {
        final int count = 1 + random.nextInt(isTiny ? 4 : 8);
        for (int k = 0; k < count; k++) {
            addLayer();
        }
        if (hasPorts && random.nextInt(4) > 0) {
            readAllInputs();
            markOutputs();
        } else {
            joinLooseEnds();
        }
        if (layers.get(layers.size() - 1).annotation().equals("Dropout")) {
            addDense(List.of(layers.size() - 1));
        }
        final RandomNetwork network = network();
        return work <= MOST_WORK_OF_LARGE && random.nextInt(4) == 0
                ? network.withBatches(List.of(pick(LARGE_BATCHES), pick(BATCHES)))
                : network;
    }

    /** Every input is read by somebody. */
    private void readAllInputs() {
        for (int k = hasInputs() ? RandomNetwork.INPUT : 0; k < layers.size(); k++) {
            if (!isRead(k) && (k == RandomNetwork.INPUT || layers.get(k).isInput())) {
                addDense(List.of(k));
            }
        }
    }

    private boolean hasInputs() {
        return layers.stream().anyMatch(Part::isInput);
    }

    private boolean isRead(int field) {
        return layers.stream().anyMatch(part -> part.reads().contains(field));
    }

    /** Fields that nobody reads are outputs, and some that others read. */
    private void markOutputs() {
        final int count = layers.size();
        for (int k = 0; k < count; k++) {
            final Part part = layers.get(k);
            if (part.annotation().equals("Dropout") && !isRead(k)) {
                addDense(List.of(k));
            }
        }
        for (int k = 0; k < layers.size(); k++) {
            final Part part = layers.get(k);
            final boolean isMarked = !isRead(k) || random.nextInt(4) == 0;
            if (isMarked && !part.isInput() && !part.annotation().equals("Dropout")) {
                layers.set(k, part.asOutput());
            }
        }
    }

    /** An input more, of real numbers or of whole ones that are looked up at once. */
    private void addInput() {
        if (random.nextBoolean()) {
            layers.add(new Part(Operation.INPUT, "Input", "", size(), List.of()));
            return;
        }
        final int length = 1 + random.nextInt(4);
        layers.add(new Part(Operation.INTEGERS, "Input", "integer = true", length, List.of()));
        final int value = pick(isTiny ? new int[] {1, 2} : new int[] {1, 3, 16, 20});
        layers.add(
                new Part(
                        Operation.LOOKUP,
                        "Embedding",
                        "count = " + RandomNetwork.TABLE + ", value = " + value,
                        length * value,
                        List.of(layers.size() - 1),
                        length,
                        " @Flatten"));
    }

    private RandomNetwork network() {
        return new RandomNetwork(
                input,
                isDouble,
                inputGradient,
                List.of(pick(BATCHES), pick(BATCHES)),
                List.copyOf(layers));
    }

    private int pick(int... from) {
        return from[random.nextInt(from.length)];
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private int size() {
        return pick(isTiny ? TINY : SIZES);
    }

    /** A field to read: mostly the last one. */
    private int source() {
        final int source =
                random.nextInt(4) > 0 ? layers.size() - 1 : random.nextInt(layers.size() + 1) - 1;
        return isIntegers(source) ? source + 1 : source;
    }

    private boolean isIntegers(int field) {
        return field != RandomNetwork.INPUT && layers.get(field).operation() == Operation.INTEGERS;
    }

    private void addLayer() {
        if (hasPorts && random.nextInt(5) == 0) {
            addInput();
        }
        final int before = layers.size();
        while (layers.size() == before) {
            final int kind = random.nextInt(13);
            if (kind < 4) {
                addDense(List.of(source()));
            } else if (kind < 7) {
                addActivation();
            } else if (kind == 7) {
                add(Operation.SOFTMAX, pick("Softmax", "LogSoftmax"), "", List.of(source()));
            } else if (kind == 8) {
                add(
                        Operation.ELEMENTWISE,
                        "Dropout",
                        "value = " + (1 + random.nextInt(3)) / 4.0,
                        List.of(source()));
            } else if (kind == 9) {
                addBranch();
            } else if (kind == 10) {
                addBlock();
            } else {
                addSequence();
            }
        }
    }

    /** A network, behind a layer of its length where need be, often with the weights of another. */
    private void addBlock() {
        final List<Integer> lengths = isTiny ? RandomBlocks.TINY : RandomBlocks.LARGE;
        int source = source();
        int length = network().length(source);
        if (!lengths.contains(length)) {
            length = lengths.get(random.nextInt(lengths.size()));
            work += network().length(source) * length;
            layers.add(new Part(Operation.DENSE, "Dense", "", length, List.of(source)));
            source = layers.size() - 1;
        }
        for (int k = 1 + random.nextInt(2); k > 0; k--) {
            addBlock(source, length);
        }
    }

    private void addBlock(int source, int length) {
        final String kind = RandomBlocks.KINDS.get(random.nextInt(RandomBlocks.KINDS.size()));
        final int units = RandomBlocks.units(kind, length);
        final int products = RandomBlocks.work(kind, length);
        if (work + products > MOST_WORK) {
            return;
        }
        work += products;
        final String member = RandomBlocks.member(kind, length);
        final List<Integer> others =
                IntStream.range(0, layers.size())
                        .filter(k -> layers.get(k).members().equals(member))
                        .boxed()
                        .toList();
        layers.add(
                new Part(
                        Operation.BLOCK,
                        units == length && random.nextBoolean() ? "Residual" : "Block",
                        member,
                        units,
                        List.of(source),
                        length,
                        random.nextInt(3) == 0 ? " @Silu" : "",
                        false,
                        others.isEmpty() || random.nextInt(3) == 0
                                ? RandomNetwork.INPUT
                                : others.get(random.nextInt(others.size()))));
    }

    /** A layer over positions: the elements of a vector are cut into as many as divide them. */
    private void addSequence() {
        final int source = source();
        final int elements = network().length(source);
        final List<Integer> divisors =
                IntStream.rangeClosed(1, elements).filter(d -> elements % d == 0).boxed().toList();
        final int length = divisors.get(random.nextInt(divisors.size()));
        final int features = elements / length;
        final String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
        final String dropout = random.nextInt(4) == 0 ? ", dropout = 0.25" : "";
        final int units = size();
        final String layer;
        int result = elements;
        int products = 2 * elements * units;
        switch (random.nextInt(8)) {
            case 5, 6, 7 -> {
                final int gates = pick(1, 3, 4);
                final boolean isSequence = random.nextBoolean();
                final int directions = 1 + random.nextInt(2);
                final int cells = Math.min(units, pick(1, 3, 8, 17));
                layer =
                        (gates == 1 ? "Rnn" : gates == 3 ? "Gru" : "Lstm")
                                + "(value = "
                                + cells
                                + ", sequence = "
                                + isSequence
                                + ", bidirectional = "
                                + (directions == 2)
                                + bias
                                + ")";
                result = directions * cells * (isSequence ? length : 1);
                products = length * directions * gates * cells * (features + cells);
            }
            case 0 -> {
                layer = "Dense(value = " + units + bias + ")";
                result = length * units;
                products = result * features;
            }
            case 1 ->
                    layer =
                            "FeedForward(value = "
                                    + units
                                    + ", activation = "
                                    + pick("Gelu", "Relu", "Tanh", "LeakyRelu")
                                    + ".class"
                                    + bias
                                    + dropout
                                    + ")";
            case 2 -> {
                layer = pick("LayerNorm", "RmsNorm");
                products = 0;
            }
            default -> {
                final List<Integer> heads =
                        divisors.stream().filter(d -> features % d == 0).toList();
                layer =
                        "SelfAttention(heads = "
                                + heads.get(random.nextInt(heads.size()))
                                + ", causal = "
                                + random.nextBoolean()
                                + bias
                                + dropout
                                + ")";
                products = 4 * elements * features + 2 * elements * length;
            }
        }
        if (result > 400 || work + products > MOST_WORK) {
            return;
        }
        work += products;
        layers.add(
                new Part(
                        Operation.SEQUENCE,
                        "Reshape",
                        "value = {" + length + ", " + features + "}",
                        result,
                        List.of(source),
                        elements,
                        " @" + layer + " @Flatten"));
    }

    private void addActivation() {
        if (random.nextInt(3) > 0) {
            final String name = pick(ACTIVATIONS);
            final String constant =
                    switch (random.nextBoolean() ? name : "") {
                        case "LeakyRelu", "Elu", "Celu" -> "alpha = 0.375";
                        case "Sine" -> "omega = 1.5";
                        default -> "";
                    };
            add(Operation.ELEMENTWISE, name, constant, List.of(source()));
        } else {
            final int formula = random.nextInt(RandomNetwork.FORMULAS.size());
            final double constant = (1 + random.nextInt(6)) / 4.0;
            add(Operation.ELEMENTWISE, "Formula" + formula, "c = " + constant, List.of(source()));
        }
    }

    private void addDense(List<Integer> reads) {
        final int inputs = network().length(reads.get(0));
        int units = size();
        while (work + inputs * units > MOST_WORK) {
            units = units == 1 ? 1 : units / 2;
            if (units == 1) {
                break;
            }
        }
        work += inputs * units;
        final String bias = random.nextInt(4) == 0 ? "bias = false, " : "";
        layers.add(
                new Part(
                        Operation.DENSE,
                        "Dense",
                        bias + "init = Initializer." + pick(INITIALIZERS),
                        units,
                        reads));
    }

    /** Two or three fields that have not the same place. */
    private void addBranch() {
        final TreeSet<Integer> reads = new TreeSet<>();
        for (int k = 0; k < 2 + random.nextInt(2); k++) {
            final int read = random.nextInt(layers.size() + 1) - 1;
            reads.add(isIntegers(read) ? read + 1 : read);
        }
        if (reads.size() < 2) {
            return;
        }
        if (random.nextBoolean()) {
            add(Operation.JOIN, pick("Add", "Multiply"), "", List.copyOf(reads));
        } else {
            add(Operation.CONCAT, "Concat", "", List.copyOf(reads));
        }
    }

    private void add(Operation operation, String annotation, String members, List<Integer> reads) {
        layers.add(new Part(operation, annotation, members, 0, reads));
        final RandomNetwork network = network();
        final boolean fits = isLocallySound(network) && network.length(layers.size() - 1) <= 400;
        if (!fits) {
            layers.remove(layers.size() - 1);
        }
    }

    /** Whether the last field is possible, were everything used by something to come. */
    private boolean isLocallySound(RandomNetwork network) {
        final List<Part> all = new ArrayList<>(network.layers());
        final List<Integer> everything = new ArrayList<>();
        for (int k = RandomNetwork.INPUT; k < all.size(); k++) {
            if (!isIntegers(k)) {
                everything.add(k);
            }
        }
        all.add(new Part(Operation.CONCAT, "Concat", "", 0, everything));
        return new RandomNetwork(input, isDouble, inputGradient, List.of(1), all).isSound();
    }

    private void joinLooseEnds() {
        final List<Integer> loose = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            if (!isRead(k)) {
                loose.add(k);
            }
        }
        if (hasInputs() && !isRead(RandomNetwork.INPUT)) {
            loose.add(0, RandomNetwork.INPUT);
        }
        if (loose.size() > 1) {
            layers.add(new Part(Operation.CONCAT, "Concat", "", 0, loose));
        }
    }
}
