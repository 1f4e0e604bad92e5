import org.jspecify.annotations.NullMarked;

/** Fermata's runtime: what user code imports and transformed code calls. */
@NullMarked
module io.fermata {
  requires static org.jspecify;

  exports io.fermata;
  exports io.fermata.frame;
  exports io.fermata.sync;
}
