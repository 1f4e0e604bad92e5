package io.fermata.transform;

/**
 * A frame class that a transformed class needs, to be defined by the same loader before the class
 * runs.
 *
 * @param internalName such as {@code shop/Prices$callApi$0}
 * @param layout what the class that needs it relies on, in a form to be compared: with another
 *     version of that class it works if this is the same
 */
public record GeneratedClass(String internalName, byte[] classFile, String layout) {}
