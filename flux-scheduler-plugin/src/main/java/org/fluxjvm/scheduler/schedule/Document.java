package org.fluxjvm.scheduler.schedule;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Composes the one YAML document of a text into nodes, under limits. Nothing is constructed. */
final class Document {
  /** The most aliases of lists and mappings. */
  static final int ALIASES = 100;

  /** The deepest nesting; a schedule needs five levels. */
  static final int DEPTH = 20;

  private Document() {}

  /** The root node; otherwise the first mistake of syntax is among the problems. */
  static Optional<Node> compose(String text, Problems problems) {
    LoaderOptions limits = limits();
    PlacedParser parser =
        new PlacedParser(new ParserImpl(new StreamReader(new StringReader(text)), limits));
    try {
      Node root = new Composer(parser, new Resolver(), limits).getSingleNode();
      if (root == null) {
        problems.error(Place.START, "the file is empty; a mapping with `jobs` is expected");
      }
      return Optional.ofNullable(root);
    } catch (ComposerException e) {
      problems.error(
          place(e, parser),
          syntax(e) + "; a file is one document, in which an alias names an anchor above it");
    } catch (MarkedYAMLException e) {
      problems.error(place(e, parser), syntax(e) + "; a text with special characters needs quotes");
    } catch (RuntimeException e) {
      // The limits, and what the parser lets through on odd input, come without a place.
      problems.error(parser.place, syntax(e.getMessage(), ""));
    }
    return Optional.empty();
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setMaxAliasesForCollections(ALIASES);
    limits.setNestingDepthLimit(DEPTH);
    limits.setCodePointLimit(FileText.LIMIT);
    // Nothing is made of a tag here; it is refused where its value is read.
    limits.setTagInspector(tag -> true);
    return limits;
  }

  private static Place place(MarkedYAMLException e, PlacedParser parser) {
    Mark mark = e.getProblemMark();
    return mark == null ? parser.place : Place.of(mark);
  }

  private static String syntax(MarkedYAMLException e) {
    return syntax(e.getProblem(), e.getContext() == null ? "" : " (" + e.getContext() + ")");
  }

  private static String syntax(@Nullable String problem, String context) {
    String what = problem == null ? "it cannot be parsed" : problem.strip();
    return Quoted.line("not valid YAML: " + what + context);
  }

  /** Remembers where the last event was. */
  private static final class PlacedParser implements Parser {
    private final Parser parser;
    private Place place = Place.START;

    PlacedParser(Parser parser) {
      this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
      return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
      return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
      Event event = parser.getEvent();
      Mark mark = event.getStartMark();
      if (mark != null) {
        place = Place.of(mark);
      }
      return event;
    }
  }
}
