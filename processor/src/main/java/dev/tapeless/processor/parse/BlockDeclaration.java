package dev.tapeless.processor.parse;

/**
 * A network that stands in another one as a layer.
 *
 * @param network what was written
 * @param hasSource whether its source is being compiled. What comes from a class file was checked
 *     when that was compiled, and messages about it have no place
 */
public record BlockDeclaration(NetworkDeclaration network, boolean hasSource) {}
