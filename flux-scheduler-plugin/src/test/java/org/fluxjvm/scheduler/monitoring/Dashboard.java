package org.fluxjvm.scheduler.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard as Grafana gets it.
 *
 * @param json all of it
 */
public record Dashboard(JsonNode json) {
  /** A row of panels. */
  public record Row(String title, List<Panel> panels) {}

  /** A panel and what it asks Prometheus. */
  public record Panel(JsonNode json) {
    /** Its heading. */
    public String title() {
      return json.path("title").stringValue("");
    }

    /** What its values are measured in, in Grafana's words. */
    public String unit() {
      return json.at("/fieldConfig/defaults/unit").stringValue("");
    }

    /** Its queries. */
    public List<Query> queries() {
      return json.path("targets")
          .valueStream()
          .map(
              target ->
                  new Query(
                      new Expression(target.path("expr").stringValue("")),
                      target.path("legendFormat").stringValue("")))
          .toList();
    }
  }

  /** A query, and what its series are called. */
  public record Query(Expression expression, String legend) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /** The labels that the legend shows. */
    List<String> legendLabels() {
      return LABEL.matcher(legend).results().map(label -> label.group(1)).toList();
    }
  }

  /** The one that the program has. */
  public static Dashboard read() {
    try (InputStream resource = Monitoring.open("dashboard.json")) {
      return new Dashboard(JsonMapper.shared().readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows, with the panels that stand below each. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      if (panel.path("type").stringValue("").equals("row")) {
        rows.add(new Row(panel.path("title").stringValue(""), new ArrayList<>()));
      } else {
        rows.getLast().panels().add(new Panel(panel));
      }
    }
    return rows;
  }

  /** The panels of all rows. */
  public List<Panel> panels() {
    return rows().stream().flatMap(row -> row.panels().stream()).toList();
  }

  /** The expressions of all panels. */
  public List<Expression> expressions() {
    return panels().stream()
        .flatMap(panel -> panel.queries().stream())
        .map(Query::expression)
        .toList();
  }

  List<String> variables() {
    return json.at("/templating/list")
        .valueStream()
        .map(variable -> Objects.requireNonNull(variable.path("name").stringValue()))
        .toList();
  }
}
