package io.fermata;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may see whom in the agent. */
class ArchitectureTest {
  private static final String[] PASSES = {"normalize", "analyze", "emit"};

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("io.fermata.agent", "io.fermata.cli", "io.fermata.transform");

  @Test
  void theRulesSeeTheRealClasses() {
    assertThat(AGENT.contain("io.fermata.agent.FermataAgent")).isTrue();
    assertThat(AGENT.contain("io.fermata.transform.Transformer")).isTrue();
    assertThat(AGENT.contain("io.fermata.cli.Main")).isTrue();
  }

  @Test
  void nothingLinksToTheRuntime() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fermata", "io.fermata.frame"));

    rule.check(AGENT);
  }

  @Test
  void theTransformerKnowsNeitherAgentNorCommandLine() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("io.fermata.transform..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fermata.agent..", "io.fermata.cli.."));

    rule.check(AGENT);
  }

  @Test
  void agentAndCommandLineDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.fermata.agent..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.fermata.cli.."))
        .check(AGENT);
    noClasses()
        .that()
        .resideInAPackage("io.fermata.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.fermata.agent.."))
        .check(AGENT);
  }

  @Test
  void theTransformerIsEnteredByItsDoor() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage("io.fermata.agent..", "io.fermata.cli..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "io.fermata.transform.model..",
                    "io.fermata.transform.normalize..",
                    "io.fermata.transform.analyze..",
                    "io.fermata.transform.emit.."));

    rule.check(AGENT);
  }

  @Test
  void thePassesDoNotSeeEachOther() {
    for (String pass : PASSES) {
      String own = "io.fermata.transform." + pass + "..";
      classes()
          .that()
          .resideInAPackage(own)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(own, "io.fermata.transform.model..")
                  .or(not(resideInAPackage("io.fermata.."))))
          .check(AGENT);
    }
  }

  @Test
  void theModelSeesNoPass() {
    noClasses()
        .that()
        .resideInAPackage("io.fermata.transform.model..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.fermata.transform",
                "io.fermata.transform.normalize..",
                "io.fermata.transform.analyze..",
                "io.fermata.transform.emit.."))
        .check(AGENT);
  }

  @Test
  void nothingAsksForAClassByName() {
    noClasses()
        .that()
        .resideInAPackage("io.fermata.transform..")
        .should()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .check(AGENT);
  }
}
