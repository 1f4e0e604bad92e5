import org.jspecify.annotations.NullMarked;

/** Fermata's runtime: what user code imports and transformed code calls. */
@NullMarked
module io.fermata {
  requires static java.management;
  requires static jdk.jfr;
  requires static jdk.unsupported;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports io.fermata;
  exports io.fermata.frame;
  exports io.fermata.management;
  exports io.fermata.sync;
  exports io.fermata.testing;

  opens io.fermata.testing to
      org.junit.platform.commons; // which makes the extension
}
