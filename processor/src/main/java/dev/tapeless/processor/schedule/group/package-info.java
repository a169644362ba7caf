/**
 * Reads the graph before any code is written: who reads what, which values are never stored, which
 * operations become one kernel and of what kind, what role the operands of a product have, and the
 * formula that documents it. What comes in are nodes, what goes out are groups, roles and facts;
 * the order of the graph is kept within a group and between groups.
 */
package dev.tapeless.processor.schedule.group;
