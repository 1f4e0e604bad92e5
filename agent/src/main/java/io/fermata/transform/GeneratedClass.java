package io.fermata.transform;

/** Stub: a frame class. */
public record GeneratedClass(String internalName, byte[] classFile) {}
