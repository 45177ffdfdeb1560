package org.fluxjvm.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Constraints, dependencies and signals in text mean what they mean in Python. */
@EnabledIfFlux
class OptionTextsAgainstPythonTest {
  private static final List<String> CONSTRAINTS =
      List.of(
          "a",
          "a b",
          "a b c",
          "a or b c",
          "a or b and c",
          "a b or c",
          "a -b",
          "a b -c",
          "not a b",
          "not a -b",
          "not (a|b) c",
          "-a b c",
          "a,b c",
          "a,b|c",
          "host:x rank:0-3",
          "hosts:x and not ranks:0",
          "host:'a b'",
          "host: rank: 1",
          "host:\"a:\" b",
          "host:\"a:\"",
          "host:(a)",
          "a host: and b",
          "host: -a",
          "'a:' b",
          "host: x",
          "(a)(b)",
          "a&&b||c",
          "a and (b or c) and d",
          "(a or b) or c",
          "a or (b or c)",
          "a -b -c",
          "not not a",
          "a or not b c",
          "a|b|c d|e",
          "x and y and (p q)",
          "notable and android",
          "a not b c",
          "not a or b",
          "'-x' y",
          "a -b c",
          "properties:a,b x",
          "foo@1:x",
          "a:b:c",
          "^a",
          "a-b",
          "(a or b) and -(c)",
          "",
          "(a",
          "a)",
          "a and",
          "or b",
          "host:",
          "'a",
          "!:b",
          "a and or b",
          "()",
          "-",
          "not",
          "\"x\"|y",
          "a\t\nb",
          "ünïcode");
  private static final List<String> URIS =
      List.of(
          "afterok:1",
          "afterok:ƒ123?a=1&b=x&b=2.5",
          "cyclic",
          "block:",
          "after-ok.x+y:1#frag",
          "1a:2",
          "AFTEROK:1",
          "hier:a;b?c=%20d&e=",
          "x:?a=1",
          "x:1?2?q=1",
          "",
          ":x",
          "a b:c");
  private static final List<String> SIGNALS =
      List.of(
          "USR1@30s",
          "@2m",
          "TERM",
          "SIGTERM@5",
          "9@0.5h",
          "",
          "@",
          "NOSUCH",
          "-1",
          "TERM@x",
          "0",
          "CHLD@1e1",
          "STKFLT",
          "RTMIN");

  private static List<DynamicTest> compare(
      String function, List<String> texts, Function<String, JsonNode> java) {
    List<JsonNode> expected =
        FluxPython.evaluate(texts.stream().map(text -> function.formatted(quoted(text))).toList());
    List<DynamicTest> tests = new ArrayList<>();
    for (String text : texts) {
      JsonNode python = expected.get(tests.size());
      tests.add(
          DynamicTest.dynamicTest(
              "'" + text + "'",
              () -> {
                if (python.isObject()) {
                  assertThat(java.apply(text)).isEqualTo(python);
                } else {
                  assertThatThrownBy(() -> java.apply(text))
                      .isInstanceOf(IllegalArgumentException.class);
                }
              }));
    }
    return tests;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t") + "'";
  }

  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("a"));
  }

  @TestFactory
  List<DynamicTest> constraints() {
    return compare(
        "MiniConstraintParser().parse(%s)", CONSTRAINTS, t -> Constraint.parse(t).toTree());
  }

  @TestFactory
  List<DynamicTest> dependencies() {
    return compare(
        "URIArg(%s, 'x').entry",
        URIS, t -> command().dependency(t).build().attribute("dependencies").orElseThrow().path(0));
  }

  @TestFactory
  List<DynamicTest> signals() {
    return compare(
        "parse_signal_option(%s)",
        SIGNALS, t -> command().signal(t).build().shellOption("signal").orElseThrow());
  }
}
