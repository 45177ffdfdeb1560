package org.fluxjvm.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fluxjvm.it.docs.Snippets;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a program gets that has the plugin as a dependency, as Maven reads it from the poms. */
class ConsumerTest {
  private static final Set<String> OURS =
      Set.of("flux-scheduler-plugin", "flux-metrics", "flux-ffm");

  @Test
  void who_takes_the_plugin_gets_quartz_and_flux_and_nothing_of_the_program() throws Exception {
    assertThat(inherited("flux-scheduler-plugin"))
        .containsExactlyInAnyOrder(
            "flux-metrics",
            "flux-ffm",
            "quartz",
            "slf4j-api",
            "micrometer-core",
            "jackson-databind",
            "jspecify")
        .doesNotContain("picocli", "h2", "HikariCP", "snakeyaml", "slf4j-jdk14");
  }

  /** Of other projects only what ours name: the rest is theirs. */
  private static Set<String> inherited(String module) throws Exception {
    Set<String> all = new TreeSet<>();
    for (Map.Entry<String, Boolean> dependency : dependencies(module).entrySet()) {
      if (dependency.getValue()
          && all.add(dependency.getKey())
          && OURS.contains(dependency.getKey())) {
        all.addAll(inherited(dependency.getKey()));
      }
    }
    return all;
  }

  /** Those of a module and of its parent, by whether they are handed on. */
  private static Map<String, Boolean> dependencies(String module) throws Exception {
    Map<String, Boolean> all = new TreeMap<>();
    for (Path pom : Set.of(Snippets.root(), Snippets.root().resolve(module))) {
      Element project =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(pom.resolve("pom.xml").toFile())
              .getDocumentElement();
      NodeList found = project.getElementsByTagName("dependency");
      for (int i = 0; i < found.getLength(); i++) {
        Element dependency = (Element) found.item(i);
        if (dependency.getParentNode().getParentNode().equals(project)) {
          all.put(text(dependency, "artifactId").orElseThrow(), isHandedOn(dependency));
        }
      }
    }
    return all;
  }

  private static boolean isHandedOn(Element dependency) {
    Set<String> scopes = Set.of("compile", "runtime");
    return scopes.contains(text(dependency, "scope").orElse("compile"))
        && !text(dependency, "optional").orElse("false").equals("true");
  }

  private static Optional<String> text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip());
  }
}
