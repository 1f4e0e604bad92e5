package io.fermata.campaign;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of a jar or a directory and writes a line for each: its id, how it ended, and why.
 */
final class SuiteMain {
  private SuiteMain() {}

  /**
   * Arguments: the jar or directory, the classes in it by a regular expression, and the file to
   * write.
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> ends = new ConcurrentSkipListMap<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(Path.of(args[0]))))
                .filters(ClassNameFilter.includeClassNamePatterns(args[1]))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getThrowable().isPresent()) {
                  ends.put(
                      test.getUniqueId().replaceAll("\\s", " "),
                      result.getStatus()
                          + "\t"
                          + result.getThrowable().map(SuiteMain::line).orElse(""));
                }
              }

              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                ends.put(test.getUniqueId().replaceAll("\\s", " "), "SKIPPED\t");
              }
            });
    StringBuilder lines = new StringBuilder();
    ends.forEach((test, end) -> lines.append(test).append('\t').append(end).append('\n'));
    Files.writeString(Path.of(args[2]), lines);
    System.out.println(Suspender.figures());
    // tests leave threads behind
    System.exit(0);
  }

  private static String line(Throwable thrown) {
    StringBuilder line = new StringBuilder();
    line.append(thrown.toString());
    for (StackTraceElement element : thrown.getStackTrace()) {
      line.append(" at ").append(element);
      if (line.length() > 1500) {
        break;
      }
    }
    return line.toString().replaceAll("\\s+", " ");
  }
}
