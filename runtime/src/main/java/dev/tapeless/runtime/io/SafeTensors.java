package dev.tapeless.runtime.io;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Saves and loads the parameters of a network as a safetensors file, which PyTorch and other
 * frameworks read and write too.
 *
 * <p>Each parameter is one tensor of its name and natural shape ({@code hidden.weight} is {@code
 * [units, inputs]}), F32 for networks in single precision and F64 for those in double precision. A
 * network loads both, and F16 and BF16 as well: wider types are rounded to the nearest float,
 * narrower ones are exact.
 *
 * <pre>{@code
 * SafeTensors.save(Path.of("digits.safetensors"), net);
 * SafeTensors.load(Path.of("digits.safetensors"), other);
 * }</pre>
 */
public final class SafeTensors {
    private static final String RUNNING_MEAN = ".running_mean";

    /** What PyTorch keeps beside running statistics, and uses where their momentum is None. */
    private static final String BATCH_COUNTER = ".num_batches_tracked";

    /** What PyTorch's own files say; some of its loaders ask for it. */
    private static final Map<String, String> PYTORCH_METADATA = Map.of("format", "pt");

    private SafeTensors() {}

    /**
     * Saves a network's parameters and buffers atomically: a crash leaves either the old file or
     * all of the new one. The metadata is {@code format = pt}, as in PyTorch's files.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param model the network
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Model<?> model) throws IOException {
        save(file, Parameters.withBuffers(model));
    }

    /**
     * Saves parameters, as {@link #save(Path, Model)}.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param parameters the parameters
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Parameters<?> parameters) throws IOException {
        save(file, parameters, PYTORCH_METADATA);
    }

    /**
     * Saves parameters, as {@link #save(Path, Model)}, with metadata of one's own.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param parameters the parameters
     * @param metadata texts beside the tensors, in the map's order; may be empty
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Parameters<?> parameters, Map<String, String> metadata)
            throws IOException {
        save(file, slots(parameters), metadata, Map.of());
    }

    /**
     * Saves a network's parameters with tensors beside them that belong to it, for example the
     * scales of its inputs.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param model the network
     * @param beside other tensors by name; a slash in each name keeps them apart from parameters
     * @throws IllegalArgumentException if a name has no slash
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Model<?> model, Map<String, StoredTensor> beside)
            throws IOException {
        save(file, slots(Parameters.withBuffers(model)), PYTORCH_METADATA, beside);
    }

    /**
     * Saves numbers of any kind, as {@link #save(Path, Model)}.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param slots where the numbers are
     * @param metadata texts beside the tensors, in the map's order; may be empty
     * @param beside other tensors by name; a slash in each name keeps them apart from parameters
     * @throws IllegalArgumentException if a name has no slash or occurs twice
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(
            Path file,
            List<TensorSlot> slots,
            Map<String, String> metadata,
            Map<String, StoredTensor> beside)
            throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (TensorSlot slot : slots) {
            putNew(tensors, slot.name(), slot.save());
        }
        for (Map.Entry<String, StoredTensor> entry : beside.entrySet()) {
            if (!isBeside(entry.getKey())) {
                throw new IllegalArgumentException(
                        Wording.tensor(entry.getKey())
                                + " has no slash in its name, expected one to keep it apart from"
                                + " parameters, for example "
                                + Wording.quoted("data/" + entry.getKey()));
            }
            putNew(tensors, entry.getKey(), entry.getValue());
        }
        TensorFile.of(tensors, metadata).write(file);
    }

    private static void putNew(
            Map<String, StoredTensor> tensors, String name, StoredTensor tensor) {
        if (tensors.put(name, tensor) != null) {
            throw new IllegalArgumentException(
                    Wording.tensor(name) + " is given twice, expected names of their own");
        }
    }

    private static List<TensorSlot> slots(Parameters<?> parameters) {
        List<TensorSlot> slots = new ArrayList<>();
        for (Parameter<?> parameter : parameters) {
            slots.add(TensorSlot.of(parameter));
        }
        return slots;
    }

    private static boolean isBeside(String name) {
        return name.indexOf('/') >= 0;
    }

    /**
     * Loads a network's parameters and buffers. The file must have exactly those; tensors with a
     * slash in their names, as checkpoints have them, are left where they are. So are PyTorch's
     * {@code num_batches_tracked} beside running statistics, which nothing here depends on.
     *
     * @param file the file
     * @param model the network; it changes only if everything fits
     * @throws TensorFileException if the file is not a valid safetensors file, or a tensor is
     *     missing, has no parameter, or differs in shape; the message names the tensors and both
     *     shapes
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Model<?> model) throws IOException {
        load(file, Parameters.withBuffers(model));
    }

    /**
     * Loads a network's parameters and buffers, from a file that may hold more than they are: the
     * weights of a larger network, of which this one is a part.
     *
     * @param file the file
     * @param model the network; it changes only if everything fits
     * @param extra whether tensors that are neither parameter nor buffer are refused or ignored
     * @throws TensorFileException if the file is not valid or does not fit
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Model<?> model, ExtraTensors extra) throws IOException {
        load(file, Parameters.withBuffers(model), extra);
    }

    /**
     * Loads parameters, as {@link #load(Path, Model)}.
     *
     * @param file the file
     * @param parameters the parameters; they change only if everything fits
     * @throws TensorFileException if the file is not valid or does not fit
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Parameters<?> parameters) throws IOException {
        load(file, parameters, ExtraTensors.REFUSE);
    }

    /**
     * Loads parameters, from a file that may hold more than they are.
     *
     * @param file the file
     * @param parameters the parameters; they change only if everything fits
     * @param extra whether tensors that are no parameter are refused or ignored
     * @throws TensorFileException if the file is not valid or does not fit
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Parameters<?> parameters, ExtraTensors extra)
            throws IOException {
        boolean all = extra == ExtraTensors.IGNORE;
        Set<String> counters = new LinkedHashSet<>();
        for (Parameter<?> parameter : parameters) {
            String name = parameter.name();
            if (name.endsWith(RUNNING_MEAN)) {
                String layer = name.substring(0, name.length() - RUNNING_MEAN.length());
                counters.add(layer + BATCH_COUNTER);
            }
        }
        load(file, slots(parameters), name -> all || isBeside(name) || counters.contains(name));
    }

    /**
     * Loads numbers of any kind.
     *
     * @param file the file
     * @param slots where the numbers go; they change only if everything fits
     * @param ignored which tensors may be in the file although they have no slot
     * @throws TensorFileException if the file is not valid or does not fit; the message names the
     *     tensors and both shapes
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, List<TensorSlot> slots, Predicate<String> ignored)
            throws IOException {
        List<Runnable> changes = new ArrayList<>(slots.size());
        try (TensorSource source = TensorSource.open(file)) {
            TensorHeader header = source.header();
            SlotMatch.check(file, header, slots, ignored);
            for (TensorSlot slot : slots) {
                changes.add(read(file, slot, source.tensor(header.entries().get(slot.name()))));
            }
        }
        changes.forEach(Runnable::run); // nothing in here can fail any more
    }

    private static Runnable read(Path file, TensorSlot slot, StoredTensor tensor)
            throws TensorFileException {
        try {
            return slot.read(tensor);
        } catch (IllegalArgumentException e) {
            throw new TensorFileException(
                    file, Wording.tensor(slot.name()) + ": " + e.getMessage());
        }
    }
}
