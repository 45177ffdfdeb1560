package org.fluxjvm.scheduler.schedule;

import java.util.Optional;
import org.fluxjvm.scheduler.jobspec.Templates;
import org.yaml.snakeyaml.nodes.Node;

/** Tells of templates of a firing that nobody can fill in. */
final class TemplateCheck {
  private TemplateCheck() {}

  /** The path of a file, which may have templates. */
  static Optional<String> path(Field field, Problems problems) {
    return TextValues.path(field, problems)
        .filter(text -> isRight(text, "`" + field.name() + "`", field.node(), problems));
  }

  /** A working directory, which may have templates, but not of a firing at its beginning. */
  static Optional<String> directory(Field field, Problems problems) {
    return TextValues.directory(field, problems)
        .filter(text -> isRight(text, "`" + field.name() + "`", field.node(), problems));
  }

  /** Whether the templates of a text that a message calls {@code what} are right. */
  static boolean isRight(String text, String what, Node node, Problems problems) {
    return tell(Templates.mistakes(text), what, node, problems);
  }

  static boolean tell(Iterable<String> mistakes, String what, Node node, Problems problems) {
    boolean right = true;
    for (String mistake : mistakes) {
      problems.error(node.getStartMark(), what + ": " + Quoted.line(mistake));
      right = false;
    }
    return right;
  }

  /** Scripts are left to their interpreter; who writes a template there may not expect that. */
  static void warnOfScript(String script, Field field, Problems problems) {
    if (Templates.isIn(script)) {
      problems.warning(
          field.node().getStartMark(),
          "`script` has a template of a firing, which is not filled in there; set a variable to it"
              + " in `env`, and read that");
    }
  }
}
