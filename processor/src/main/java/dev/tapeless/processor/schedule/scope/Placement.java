package dev.tapeless.processor.schedule.scope;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the values of a program lie, and which of them share a place; and the routines that its
 * kernels share.
 */
public final class Placement {

    private final Map<Node, Location> locations = new LinkedHashMap<>();
    private final Map<Node, Node> holders = new LinkedHashMap<>();
    private final Routines routines;

    /** Nothing has a place yet; the routines are those of the network. */
    public Placement(Routines routines) {
        this.routines = routines;
    }

    /** The routines of the network. */
    public Routines routines() {
        return routines;
    }

    /** Gives a value a place of its own. */
    public void place(Node node, Location location) {
        locations.put(node, location);
    }

    /** Lets a value lie where another lies, which takes the place over when it is computed. */
    public void share(Node node, Node holder) {
        holders.put(node, holder);
    }

    /** The value whose place and name a value uses: itself, or the one that it shares with. */
    public Node holder(Node node) {
        final Node holder = holders.get(node);
        return holder == null ? node : holder(holder);
    }

    /** Whether a value has a place. */
    public boolean isPlaced(Node node) {
        return locations.containsKey(holder(node));
    }

    /** The place of a value. */
    public Location location(Node node) {
        final Location location = locations.get(holder(node));
        if (location == null) {
            throw new IllegalStateException("no place for " + node);
        }
        return location;
    }
}
