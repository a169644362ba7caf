package dev.tapeless.runtime.data;

import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorFile;
import dev.tapeless.runtime.io.TensorType;
import dev.tapeless.runtime.support.RowType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Numbers for words: the categories that occur in the training part, in alphabetical order, as
 * class indices or as one-hot elements of a row (one 1 among zeros).
 *
 * <pre>{@code
 * CategoryEncoding colours = CategoryEncoding.of(List.of("red", "green", "red", "blue"));
 * colours.index("green");                // 1 of [blue, green, red]
 * colours.oneHot("red", row, 5);         // row[5] = 0, row[6] = 0, row[7] = 1
 * SafeTensors.save(file, net, colours.tensors("data/colour"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CategoryEncoding {
    private final List<String> categories;
    private final Map<String, Integer> indices;

    private CategoryEncoding(List<String> categories) {
        this.categories = List.copyOf(categories);
        this.indices = new LinkedHashMap<>();
        for (String category : categories) {
            if (indices.put(category, indices.size()) != null) {
                throw new IllegalArgumentException(
                        "found the category \"" + category + "\" twice, expected it once");
            }
        }
    }

    /**
     * Fits the words of the training part.
     *
     * @param values the words, each any number of times
     * @return an encoding of the different ones in alphabetical order
     * @throws IllegalArgumentException if there is none
     */
    public static CategoryEncoding of(Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("found no values, expected at least one");
        }
        return new CategoryEncoding(new ArrayList<>(new TreeSet<>(values)));
    }

    /**
     * Categories in an order of one's own.
     *
     * @param categories the categories, at least one and each once
     * @return their encoding
     * @throws IllegalArgumentException if there is none or one is there twice
     */
    public static CategoryEncoding inOrder(List<String> categories) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("found no categories, expected at least one");
        }
        return new CategoryEncoding(categories);
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @param file a file's contents
     * @param name the same name
     * @return the encoding
     * @throws IllegalArgumentException if a tensor is missing, or they are no encoding
     */
    public static CategoryEncoding read(TensorFile file, String name) {
        StoredTensor lengths = file.tensor(name + ".lengths");
        StoredTensor text = file.tensor(name + ".utf8");
        if (lengths.type() != TensorType.I64 || text.type() != TensorType.U8) {
            throw noEncoding(name, lengths + " and " + text);
        }
        byte[] bytes = text.toBytes();
        List<String> categories = new ArrayList<>();
        int start = 0;
        for (long length : lengths.toLongs()) {
            if (length < 0 || length > bytes.length - start) {
                throw noEncoding(name, "the length " + length);
            }
            try {
                categories.add(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes, start, (int) length))
                                .toString());
            } catch (CharacterCodingException e) {
                throw noEncoding(name, "bytes that are no UTF-8");
            }
            start += (int) length;
        }
        if (start != bytes.length) {
            throw noEncoding(name, (bytes.length - start) + " bytes too many");
        }
        return inOrder(categories);
    }

    private static IllegalArgumentException noEncoding(String name, String found) {
        return new IllegalArgumentException(
                "tensors \""
                        + name
                        + ".lengths\" and \""
                        + name
                        + ".utf8\": found "
                        + found
                        + ", expected the lengths (I64) and the bytes (U8) of categories in UTF-8");
    }

    /**
     * What to save with the weights.
     *
     * @param name a name for it, with a slash, for example {@code "data/colour"}
     * @return tensors {@code name.lengths} and {@code name.utf8}: the categories in UTF-8, one
     *     after the other
     */
    public Map<String, StoredTensor> tensors(String name) {
        long[] lengths = new long[categories.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = categories.get(i).getBytes(StandardCharsets.UTF_8).length;
        }
        byte[] text = String.join("", categories).getBytes(StandardCharsets.UTF_8);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put(name + ".lengths", StoredTensor.ofLongs(new int[] {lengths.length}, lengths));
        tensors.put(
                name + ".utf8",
                StoredTensor.ofBytes(TensorType.U8, new long[] {text.length}, text));
        return tensors;
    }

    /**
     * The number of categories: elements that a one-hot encoding takes.
     *
     * @return at least 1
     */
    public int size() {
        return categories.size();
    }

    /**
     * The categories in order.
     *
     * @return an unmodifiable list
     */
    public List<String> categories() {
        return categories;
    }

    /**
     * Whether a word is a category.
     *
     * @param value the word
     * @return whether it was fitted
     */
    public boolean contains(String value) {
        return indices.containsKey(value);
    }

    /**
     * The index of a word.
     *
     * @param value the word
     * @return from 0 to {@code size() - 1}
     * @throws IllegalArgumentException if it is no category; the message lists those there are
     */
    public int index(String value) {
        Integer index = indices.get(value);
        if (index == null) {
            throw new IllegalArgumentException(
                    "found the category \""
                            + value
                            + "\", expected one of those in the training data: "
                            + (categories.size() <= 20
                                    ? categories
                                    : categories.subList(0, 20)
                                            + " and "
                                            + (categories.size() - 20)
                                            + " more"));
        }
        return index;
    }

    /**
     * The indices of several words, for example as labels of a dataset.
     *
     * @param values the words
     * @return their indices
     * @throws IllegalArgumentException if one is no category
     */
    public int[] indices(List<String> values) {
        int[] result = new int[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = index(values.get(i));
        }
        return result;
    }

    /**
     * Writes a word's one-hot encoding into a row.
     *
     * @param <R> the row type
     * @param value the word
     * @param row the row
     * @param start where the first of {@link #size()} elements lies
     * @throws IllegalArgumentException if the word is no category; the row has not changed then
     * @throws IndexOutOfBoundsException if the row is too short
     */
    public <R> void oneHot(String value, R row, int start) {
        int index = index(value);
        RowType<R> rowType = RowType.ofRow(row);
        Objects.checkFromIndexSize(start, size(), rowType.length(row));
        for (int j = 0; j < size(); j++) {
            rowType.set(row, start + j, j == index ? 1 : 0);
        }
    }

    /**
     * The categories.
     *
     * @return in order, for example {@code [blue, green, red]}
     */
    @Override
    public String toString() {
        return categories.toString();
    }
}
