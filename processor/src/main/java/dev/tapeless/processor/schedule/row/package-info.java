/**
 * Kernels of elementwise steps over rows: of one sample after another, of channels side by side, of
 * a single sample together with its product. What comes in is a group, what goes out are statements
 * or a kernel, plain or in lanes. A step reads what earlier steps of the same sample have left.
 */
package dev.tapeless.processor.schedule.row;
