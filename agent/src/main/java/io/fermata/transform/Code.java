package io.fermata.transform;

/** Stub. */
public enum Code {
  FMT001
}
