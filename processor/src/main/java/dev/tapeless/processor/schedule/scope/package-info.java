/**
 * Names and places while a kernel is written: where each value of the graph lies, which parameters
 * the kernel has come to need, which names are taken. What comes in are nodes, what goes out are
 * parameters and locals. No two things of a method that live at the same time share a name.
 */
package dev.tapeless.processor.schedule.scope;
