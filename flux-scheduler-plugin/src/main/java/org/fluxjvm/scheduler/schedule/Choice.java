package org.fluxjvm.scheduler.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one of a few words: the constants of an enum, with dashes. */
final class Choice<E extends Enum<E>> implements ValueReader<E> {
  private final List<E> choices;

  Choice(Class<E> words) {
    this.choices = List.of(words.getEnumConstants());
  }

  @Override
  public Optional<E> read(Field field, Problems problems) {
    return Scalars.text(field, problems).flatMap(text -> choose(text, field, problems));
  }

  private Optional<E> choose(String text, Field field, Problems problems) {
    Optional<E> choice = choices.stream().filter(one -> word(one).equals(text)).findFirst();
    if (choice.isEmpty()) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is %s; it must be %s"
              .formatted(
                  field.name(),
                  Scalars.kind(field.node()),
                  choices.stream()
                      .map(one -> "`" + word(one) + "`")
                      .collect(Collectors.joining(" or "))));
    }
    return choice;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
