package io.fermata.transform;

/** Stub. */
public enum Severity {
  WARNING,
  ERROR
}
