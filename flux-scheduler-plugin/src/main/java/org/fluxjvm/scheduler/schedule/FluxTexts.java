package org.fluxjvm.scheduler.schedule;

import java.util.List;
import java.util.Optional;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobspecException;
import org.fluxjvm.job.JobspecV1;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the values that have a grammar of Flux's own. */
final class FluxTexts {
  private FluxTexts() {}

  /** Dependencies (RFC 26) as URIs; the list may be empty. */
  static Optional<List<String>> dependencies(Field field, Problems problems) {
    return TextCollections.texts(field, "[singleton:report]", FluxTexts::dependency, problems);
  }

  private static boolean dependency(String uri, String what, Node node, Problems problems) {
    CommandBuilder probe = JobspecV1.fromCommand(List.of("true"));
    try {
      probe.dependency(uri);
      return true;
    } catch (JobspecException e) {
      problems.error(
          node.getStartMark(), what + " is wrong: " + Quoted.line(String.valueOf(e.getMessage())));
      return false;
    }
  }

  /** A condition on resources (RFC 35). */
  static Optional<Constraint> constraint(Field field, Problems problems) {
    Optional<String> text = TextValues.path(field, problems);
    try {
      return text.map(Constraint::parse);
    } catch (IllegalArgumentException e) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is wrong: %s; a condition on resources is allowed, as in `bigmem and not host:node7`"
              .formatted(field.name(), Quoted.line(String.valueOf(e.getMessage()))));
      return Optional.empty();
    }
  }
}
