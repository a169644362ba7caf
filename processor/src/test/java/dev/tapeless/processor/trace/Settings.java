package dev.tapeless.processor.trace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * What a trace says about a layer, a loss or an optimizer. It remembers what has been read, so that
 * nothing in a trace is passed over.
 */
final class Settings {

    private final Kind kind;
    private final JsonObject object;
    private final Set<String> unread;

    /**
     * Settings of which nothing but the type has been read.
     *
     * @param kind of what
     * @param object the settings
     */
    Settings(Kind kind, JsonObject object) {
        this.kind = kind;
        this.object = object;
        this.unread = new TreeSet<>(object.keySet());
        unread.remove("type");
    }

    String type() {
        return object.get("type").getAsString();
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    /** A setting that may not be missing. */
    JsonElement get(String name) {
        unread.remove(name);
        final JsonElement value = object.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + object);
        }
        return value;
    }

    String text(String name, String otherwise) {
        return has(name) ? get(name).getAsString() : skip(name, otherwise);
    }

    int count(String name) {
        return get(name).getAsInt();
    }

    double number(String name, double otherwise) {
        return has(name) ? get(name).getAsDouble() : skip(name, otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? get(name).getAsBoolean() : skip(name, otherwise);
    }

    /**
     * A list of numbers, as such or as a tensor; a single number is a list of one.
     *
     * @param value the list
     * @return its numbers
     */
    static DoubleStream numbers(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return DoubleStream.of(value.getAsDouble());
        }
        return DoubleStream.of(
                value.isJsonArray() ? Tensor.doubles(value) : Tensor.of(value).data());
    }

    private <T> T skip(String name, T otherwise) {
        unread.remove(name);
        return otherwise;
    }

    /**
     * The settings of something within.
     *
     * @param name what
     * @param of its kind
     * @return the settings
     */
    Settings within(String name, Kind of) {
        return new Settings(of, get(name).getAsJsonObject());
    }

    /**
     * Layers within a layer.
     *
     * @param layers a list of layers
     * @return the settings of each
     */
    static List<Settings> layers(JsonElement layers) {
        final List<Settings> all = new ArrayList<>();
        layers.getAsJsonArray()
                .forEach(layer -> all.add(new Settings(Kind.LAYER, layer.getAsJsonObject())));
        return all;
    }

    /** Refuses a setting that the translation does not know, unless it changes nothing. */
    void requireAllRead() {
        for (final String name : unread) {
            final JsonElement value = object.get(name);
            final String text = value.toString();
            if (!Set.of("null", "false", "0", "0.0").contains(text)) {
                throw Inexpressible.setting(kind, type(), name, text);
            }
        }
    }
}
