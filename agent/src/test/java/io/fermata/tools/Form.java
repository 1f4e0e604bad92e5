package io.fermata.tools;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import java.nio.file.Path;
import java.util.List;

/** The two ways in which a program comes to be transformed. */
enum Form {
  AGENT {
    @Override
    Path prepare(Path classes) {
      return classes;
    }

    @Override
    List<String> jvmArguments() {
      return List.of("-javaagent:" + AgentJar.path());
    }
  },
  BUILD_TIME {
    @Override
    Path prepare(Path classes) {
      Jvm jvm = Jvm.run("-jar", AgentJar.path().toString(), classes.toString());
      if (jvm.status() != 0) {
        throw new IllegalArgumentException(jvm.toString());
      }
      return classes;
    }

    @Override
    List<String> jvmArguments() {
      return List.of();
    }
  };

  /** Does to compiled classes what is done before they run, in place. */
  abstract Path prepare(Path classes);

  /** What the JVM needs to run them. */
  abstract List<String> jvmArguments();
}
