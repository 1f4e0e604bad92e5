package io.fermata.transform;

/**
 * A frame class that a transformed class needs, to be defined by the same loader before the class
 * runs.
 *
 * @param internalName such as {@code shop/Prices$callApi$0}
 */
public record GeneratedClass(String internalName, byte[] classFile) {}
