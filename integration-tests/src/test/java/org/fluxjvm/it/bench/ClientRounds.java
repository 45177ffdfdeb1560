package org.fluxjvm.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** The same work by two clients in turn, the first of one round being the second of the next. */
final class ClientRounds {
  private final List<JsonNode> ofJava = new ArrayList<>();
  private final List<JsonNode> ofPython = new ArrayList<>();

  ClientRounds(ClientProcess java, ClientProcess python, String command, int jobs, int rounds)
      throws IOException {
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        ofJava.add(java.run(command, jobs));
        ofPython.add(python.run(command, jobs));
      } else {
        ofPython.add(python.run(command, jobs));
        ofJava.add(java.run(command, jobs));
      }
    }
  }

  Figures ofJava(ToDoubleFunction<JsonNode> figure) {
    return new Figures(ofJava.stream().mapToDouble(figure).boxed().toList());
  }

  Figures ofPython(ToDoubleFunction<JsonNode> figure) {
    return new Figures(ofPython.stream().mapToDouble(figure).boxed().toList());
  }

  /** All that was measured one by one, of all rounds together. */
  Figures allOfJava(Function<JsonNode, Figures> figures) {
    return Figures.together(ofJava.stream().map(figures));
  }

  /** The same of the other client. */
  Figures allOfPython(Function<JsonNode, Figures> figures) {
    return Figures.together(ofPython.stream().map(figures));
  }
}
