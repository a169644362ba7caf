package dev.tapeless.processor.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in the ONNX format, written node by node. The numbers of the fields and types are those
 * of {@code onnx.proto3}; the operators are those of version 21 of the operator set.
 */
public final class OnnxModel {

    /** The name of the input. */
    public static final String INPUT = "x";

    private static final int IR_VERSION = 10;
    private static final int OPERATOR_SET = 21;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ProtoMessage graph = new ProtoMessage().text(2, "network");
    private int values;

    /** A member of a node. */
    public record Attribute(String name, ProtoMessage fields) {

        /** A whole number. */
        public static Attribute of(String name, int value) {
            return new Attribute(name, new ProtoMessage().number(3, value).number(20, 2));
        }

        /** A float. */
        public static Attribute of(String name, double value) {
            return new Attribute(name, new ProtoMessage().real(2, (float) value).number(20, 1));
        }

        /** A word. */
        public static Attribute of(String name, String value) {
            return new Attribute(name, new ProtoMessage().text(4, value).number(20, 3));
        }

        /** Whole numbers. */
        public static Attribute list(String name, int... values) {
            final ProtoMessage fields = new ProtoMessage();
            for (final int value : values) {
                fields.number(8, value);
            }
            return new Attribute(name, fields.number(20, 7));
        }

        /** Words. */
        public static Attribute words(String name, String... values) {
            final ProtoMessage fields = new ProtoMessage();
            for (final String value : values) {
                fields.text(9, value);
            }
            return new Attribute(name, fields.number(20, 8));
        }

        private ProtoMessage message() {
            return fields.text(1, name);
        }
    }

    /**
     * A model of one input.
     *
     * @param shape its dimensions, the batch first
     */
    public OnnxModel(long... shape) {
        final ProtoMessage dimensions = new ProtoMessage();
        for (final long dimension : shape) {
            dimensions.message(1, new ProtoMessage().number(1, dimension));
        }
        graph.message(11, declaration(INPUT, new ProtoMessage().message(2, dimensions)));
    }

    /** Makes a value of floats an output. */
    public void output(String name) {
        graph.message(12, declaration(name, new ProtoMessage()));
    }

    /** Adds constant floats and returns the name of the value. */
    public String floats(int[] shape, double... elements) {
        final ByteBuffer raw =
                ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final double element : elements) {
            raw.putFloat((float) element);
        }
        return constant(FLOAT, shape, raw);
    }

    /** Adds a constant vector of whole numbers and returns the name of the value. */
    public String integers(long... elements) {
        final ByteBuffer raw =
                ByteBuffer.allocate(elements.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final long element : elements) {
            raw.putLong(element);
        }
        return constant(INT64, new int[] {elements.length}, raw);
    }

    /**
     * Adds a node of one output.
     *
     * @param operator the operator
     * @param inputs the names of the values it reads; an empty name for one left out
     * @param attributes its members
     * @return the name of the value it computes
     */
    public String node(String operator, List<String> inputs, Attribute... attributes) {
        return node(operator, 1, inputs, attributes).get(0);
    }

    /** Adds a node of several outputs and returns their names. */
    public List<String> node(
            String operator, int outputs, List<String> inputs, Attribute... attributes) {
        final ProtoMessage node = new ProtoMessage().text(4, operator);
        inputs.forEach(input -> node.text(1, input));
        final List<String> names = Stream.generate(this::newName).limit(outputs).toList();
        names.forEach(name -> node.text(2, name));
        for (final Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
        return names;
    }

    /** The file. */
    public byte[] toBytes() {
        return new ProtoMessage()
                .number(1, IR_VERSION)
                .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET))
                .message(7, graph)
                .toBytes();
    }

    private String newName() {
        return "value" + ++values;
    }

    private String constant(int type, int[] shape, ByteBuffer raw) {
        final String name = newName();
        final ProtoMessage tensor = new ProtoMessage().number(2, type).text(8, name);
        for (final int dimension : shape) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.raw(9, raw.array()));
        return name;
    }

    private static ProtoMessage declaration(String name, ProtoMessage shape) {
        final ProtoMessage tensor = shape.number(1, FLOAT);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }
}
