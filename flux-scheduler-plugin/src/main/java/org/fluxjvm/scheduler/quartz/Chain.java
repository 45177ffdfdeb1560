package org.fluxjvm.scheduler.quartz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.fluxjvm.scheduler.Successor;
import org.quartz.JobKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The jobs that follow upon the end of another, which has them in its job data map under {@link
 * #KEY}. The jobs that follow have no trigger of their own, and are durable.
 *
 * <p>As text it is a JSON list: {@code [{"group":"DEFAULT","name":"mail","on":"failure"}]}.
 *
 * @param links what follows, in the order in which it is told
 */
public record Chain(List<Link> links) {
  /** Where the job data map of the parent has the text. */
  public static final String KEY = "flux.then";

  /** Nothing follows. */
  public static final Chain NONE = new Chain(List.of());

  /** What the name of every trigger of a job that follows begins with; a group of its own. */
  private static final String GROUP = "after";

  /** Two triggers of a parent that are due at the same time are two firings of what follows. */
  private static final String UPON = " upon ";

  /** Ledgers keep 512 characters, of which the name of what follows may need 400. */
  private static final int LONGEST = 90;

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * A job that follows.
   *
   * @param child the job
   * @param on upon which end
   */
  public record Link(JobKey child, Upon on) {}

  /** Copies the list. */
  public Chain {
    links = List.copyOf(links);
  }

  /**
   * Reads a chain.
   *
   * @param text as {@link #format} writes it
   * @return the chain
   * @throws IllegalArgumentException if it is not written like that
   */
  public static Chain parse(String text) {
    try {
      List<Link> links = new ArrayList<>();
      for (JsonNode link : JSON.readValue(text, ArrayNode.class)) {
        links.add(
            new Link(
                new JobKey(
                    link.required("name").stringValue(), link.required("group").stringValue()),
                Upon.valueOf(link.required("on").stringValue().toUpperCase(Locale.ROOT))));
      }
      return new Chain(links);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no list of jobs as in [{\"group\":\"DEFAULT\",\"name\":\"mail\",\"on\":\"failure\"}]: %s"
              .formatted(KEY, text),
          e);
    }
  }

  /**
   * The chain as text, whatever characters the names have.
   *
   * @return one line of JSON
   */
  public String format() {
    ArrayNode list = JSON.createArrayNode();
    for (Link link : links) {
      list.addObject()
          .put("group", link.child().getGroup())
          .put("name", link.child().getName())
          .put("on", link.on().name().toLowerCase(Locale.ROOT));
    }
    return list.toString();
  }

  /**
   * What follows upon the end of a firing.
   *
   * @param parent the firing
   * @return the runs that follow
   */
  public List<Chained> after(RunKey parent) {
    return links.stream()
        .map(
            link ->
                new Chained(
                    new Successor(key(parent, link.child()), text(link.child())), link.on()))
        .toList();
  }

  /**
   * The firing of a job that follows: its trigger is {@code after.GROUP.NAME upon TRIGGER}, where
   * TRIGGER is that of the firing which the chain began with; it is scheduled for the time of its
   * parent, and it is the same one whatever the parent's refire was.
   *
   * @param parent the firing whose end it follows upon
   * @param child the job that follows
   * @return its key
   */
  public static RunKey key(RunKey parent, JobKey child) {
    String trigger = GROUP + "." + text(child) + UPON + first(parent);
    return new RunKey(parent.scheduler(), trigger, parent.scheduled(), 0);
  }

  /** A name that grew with each link would become too long for a database. */
  private static String first(RunKey parent) {
    String trigger = parent.trigger();
    int upon = trigger.lastIndexOf(UPON);
    String first = upon < 0 ? trigger : trigger.substring(upon + UPON.length());
    return first.length() <= LONGEST
        ? first
        : new RunKey(parent.scheduler(), first, parent.scheduled(), 0).id();
  }

  private static String text(JobKey job) {
    return job.getGroup() + "." + job.getName();
  }
}
