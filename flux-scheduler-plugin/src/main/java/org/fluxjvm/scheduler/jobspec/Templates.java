package org.fluxjvm.scheduler.jobspec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.job.Jobspec;
import tools.jackson.databind.JsonNode;

/**
 * Fills in the templates of a firing: in commands, in the working directory, in the files of the
 * standard streams and in the values of environment variables.
 *
 * <ul>
 *   <li><code>{{fire.scheduled}}</code>: the time that the firing was scheduled for, an ISO-8601
 *       instant in UTC; <code>{{fire.scheduled:yyyy-MM-dd}}</code> in the words of {@link
 *       java.time.format.DateTimeFormatter}, also in UTC
 *   <li><code>{{fire.previous}}</code>: when its trigger fired before, likewise; empty if it did
 *       not
 *   <li><code>{{fire.id}}</code>: the short name of the firing
 *   <li><code>{{job.name}}</code>: the name of the scheduled job
 * </ul>
 *
 * <p>Other names that begin with {@code fire.} or {@code job.} are mistakes. All other templates
 * are Flux's own, and stay as they are; so does what is filled in. The same firing gets the same
 * texts whenever it is expanded, but for the previous time, which a scheduler may forget in a
 * crash.
 */
public final class Templates {
  static final String OPEN = "{{";
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{\\{\\s*(?<name>(?:fire|job)\\.(?:(?!}}).)*+)(?<close>}})?", Pattern.DOTALL);

  private Templates() {}

  /**
   * What is wrong with the templates of a text.
   *
   * @param text any text
   * @return a sentence for each mistake; empty if there is none
   */
  public static List<String> mistakes(String text) {
    List<String> mistakes = new ArrayList<>();
    Matcher found = TEMPLATE.matcher(text);
    while (found.find()) {
      try {
        template(found);
      } catch (TemplateException e) {
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
    return mistakes;
  }

  /**
   * What is wrong with the templates of a jobspec.
   *
   * @param jobspec a jobspec
   * @return a sentence for each mistake, no two alike; empty if there is none
   */
  public static Set<String> mistakes(Jobspec jobspec) {
    Set<String> mistakes = new LinkedHashSet<>();
    TemplateTexts.replace(
        jobspec.toTree(),
        text -> {
          mistakes.addAll(mistakes(text));
          return text;
        });
    return mistakes;
  }

  /**
   * Whether a text has a template of a firing, right or wrong.
   *
   * @param text any text
   * @return true if there is one
   */
  public static boolean isIn(String text) {
    return TEMPLATE.matcher(text).find();
  }

  /**
   * Whether a text begins with a template of a firing, right or wrong.
   *
   * @param text any text
   * @return true if it does
   */
  public static boolean isFirstIn(String text) {
    return TEMPLATE.matcher(text).lookingAt();
  }

  /**
   * Whether a text has something for Flux to fill in, besides the templates of a firing.
   *
   * @param text any text
   * @return true if there is
   */
  public static boolean leavesToFlux(String text) {
    return TEMPLATE.matcher(text).replaceAll("").contains(OPEN);
  }

  /**
   * Fills in the templates of a jobspec.
   *
   * @param jobspec a jobspec
   * @param fire the firing it is for
   * @return the same jobspec if it has no templates of a firing
   * @throws TemplateException if one is unknown, not closed or has no value
   */
  public static Jobspec expand(Jobspec jobspec, Fire fire) {
    JsonNode tree = jobspec.toTree();
    return TemplateTexts.replace(tree, text -> expand(text, fire))
        ? Jobspec.fromTree(tree)
        : jobspec;
  }

  private static String expand(String text, Fire fire) {
    // One pass: what is filled in is not looked at again.
    return TEMPLATE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(template(found).of(fire)));
  }

  private static Template template(MatchResult found) {
    String written = found.group("name").strip();
    if (found.group("close") == null) {
      throw new TemplateException("template {{%s is not closed by }}".formatted(written));
    }
    return Template.parse(written);
  }
}
