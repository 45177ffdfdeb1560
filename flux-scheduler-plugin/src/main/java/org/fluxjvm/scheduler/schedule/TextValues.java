package org.fluxjvm.scheduler.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fluxjvm.scheduler.jobspec.Templates;

/** Reads the values that are texts. */
final class TextValues {
  /** Flux takes longer names, and then complains about them in its log. */
  private static final int LONGEST_NAME = 255;

  private static final String TEMPLATE = "{{";

  private TextValues() {}

  static Optional<String> name(Field field, Problems problems) {
    Optional<String> name = word(field, problems);
    if (name.isPresent() && name.get().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      return wrong(field, "is too long; at most " + LONGEST_NAME + " bytes are allowed", problems);
    }
    if (name.isPresent() && name.get().contains(TEMPLATE)) {
      return wrong(
          field,
          "%s has `{{`, which begins a template; a name is taken as it is"
              .formatted(Quoted.quoted(name.get())),
          problems);
    }
    return name;
  }

  /** A text that is shown in one line: a name, a queue, a bank. */
  static Optional<String> word(Field field, Problems problems) {
    Optional<String> word = path(field, problems);
    if (word.isPresent() && word.get().codePoints().anyMatch(TextValues::isControl)) {
      return wrong(
          field,
          "%s has a control character; only printable ones are allowed"
              .formatted(Quoted.quoted(word.get())),
          problems);
    }
    return word;
  }

  private static boolean isControl(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  /** A text with something in it. */
  static Optional<String> path(Field field, Problems problems) {
    Optional<String> text = Scalars.text(field, problems);
    if (text.isPresent() && text.get().isBlank()) {
      return wrong(field, "is empty; it must be a text", problems);
    }
    return text;
  }

  /** A working directory: RFC 14 wants it absolute; Flux may be asked to fill in its beginning. */
  static Optional<String> directory(Field field, Problems problems) {
    Optional<String> directory = path(field, problems);
    if (directory.isPresent()
        && !directory.get().startsWith("/")
        && !beginsForFlux(directory.get())) {
      return wrong(
          field,
          "%s is a relative path; it must be an absolute one"
              .formatted(Quoted.quoted(directory.get())),
          problems);
    }
    return directory;
  }

  /** What is filled in of a firing is no absolute path. */
  private static boolean beginsForFlux(String directory) {
    return directory.startsWith(TEMPLATE) && !Templates.isFirstIn(directory);
  }

  static Optional<String> script(Field field, Problems problems) {
    Optional<String> script = path(field, problems);
    if (script.isPresent() && !script.get().startsWith("#!")) {
      return wrong(
          field, "does not begin with `#!`; the first line names the interpreter", problems);
    }
    script.ifPresent(text -> TemplateCheck.warnOfScript(text, field, problems));
    return script;
  }

  private static Optional<String> wrong(Field field, String what, Problems problems) {
    problems.error(field.node().getStartMark(), "`" + field.name() + "` " + what);
    return Optional.empty();
  }
}
