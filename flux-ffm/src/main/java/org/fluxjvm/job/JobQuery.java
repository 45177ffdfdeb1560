package org.fluxjvm.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.user.CurrentUser;
import org.fluxjvm.user.UserDatabase;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which jobs to list, and what of them.
 *
 * <p>Flux gives pending jobs first, by priority; then running ones, then inactive ones, the latest
 * first. Jobs that are in one of the {@code states} or have one of the {@code results} are listed;
 * all else must be met together.
 *
 * @param owner the user who submitted the jobs; nobody in particular if empty
 * @param states states, all if both this and {@code results} are empty
 * @param results how jobs ended
 * @param constraint a further condition
 * @param since lists of the inactive jobs only those that became so after this time
 * @param limit the number of jobs at most, 0 for all
 * @param attributes what to get of each job; {@code all} for all
 */
public record JobQuery(
    OptionalLong owner,
    Set<JobState> states,
    Set<Outcome> results,
    Optional<Constraint> constraint,
    Instant since,
    int limit,
    List<String> attributes) {
  private static final int DEFAULT_LIMIT = 1000;

  /** Copies the collections, and checks the limit. */
  public JobQuery {
    if (limit < 0) {
      throw new IllegalArgumentException("limit: must be 0 or more, not " + limit);
    }
    states = Set.copyOf(states);
    results = Set.copyOf(results);
    attributes = List.copyOf(attributes);
  }

  /**
   * The jobs of all users.
   *
   * @return a query for at most 1000 jobs and all their attributes
   */
  public static JobQuery everyone() {
    return new JobQuery(
        OptionalLong.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Instant.EPOCH,
        DEFAULT_LIMIT,
        List.of("all"));
  }

  /**
   * The jobs of the user of this process.
   *
   * @return a query for at most 1000 jobs and all their attributes
   */
  public static JobQuery mine() {
    return user(CurrentUser.ofRequests());
  }

  /**
   * The jobs of a user.
   *
   * @param userid a user id
   * @return a query for at most 1000 jobs and all their attributes
   */
  public static JobQuery user(long userid) {
    JobQuery all = everyone();
    return new JobQuery(
        OptionalLong.of(userid),
        all.states,
        all.results,
        all.constraint,
        all.since,
        all.limit,
        all.attributes);
  }

  /**
   * The jobs of a user.
   *
   * @param name the name of a user of this machine, or a user id in decimal
   * @return a query for at most 1000 jobs and all their attributes
   * @throws IllegalArgumentException if there is no such user
   */
  public static JobQuery user(String name) {
    return user(UserDatabase.id(name).orElseGet(() -> userid(name)));
  }

  private static long userid(String decimal) {
    try {
      return Integer.toUnsignedLong(Integer.parseUnsignedInt(decimal));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "user '" + decimal + "' is neither a user of this machine nor a user id", e);
    }
  }

  /**
   * The inactive jobs of all users, as {@code job_list_inactive} has them.
   *
   * @return a query for at most 1000 jobs and all their attributes
   */
  public static JobQuery inactive() {
    return everyone().states(Set.of(JobState.INACTIVE));
  }

  /**
   * Lists jobs in these states.
   *
   * @param values states
   * @return a query
   */
  public JobQuery states(Set<JobState> values) {
    return new JobQuery(owner, values, results, constraint, since, limit, attributes);
  }

  /**
   * Lists jobs that ended like this.
   *
   * @param values how jobs end
   * @return a query
   */
  public JobQuery results(Set<Outcome> values) {
    return new JobQuery(owner, states, values, constraint, since, limit, attributes);
  }

  /**
   * Adds a condition to those that were set before.
   *
   * @param condition a condition on jobs
   * @return a query
   */
  public JobQuery where(Constraint condition) {
    Constraint both = constraint.map(first -> Constraint.and(first, condition)).orElse(condition);
    return new JobQuery(owner, states, results, Optional.of(both), since, limit, attributes);
  }

  /**
   * Leaves out the jobs that became inactive up to this time.
   *
   * @param time a time
   * @return a query
   */
  public JobQuery since(Instant time) {
    return new JobQuery(owner, states, results, constraint, time, limit, attributes);
  }

  /**
   * Lists at most so many jobs.
   *
   * @param jobs a number, 0 for all
   * @return a query
   * @throws IllegalArgumentException if the number is negative
   */
  public JobQuery limit(int jobs) {
    return new JobQuery(owner, states, results, constraint, since, jobs, attributes);
  }

  /**
   * Gets only these attributes, and the id.
   *
   * @param names attributes as {@code job-list.list-attrs} names them
   * @return a query
   */
  public JobQuery attributes(String... names) {
    return new JobQuery(owner, states, results, constraint, since, limit, List.of(names));
  }

  ObjectNode payload() {
    ObjectNode payload = Json.object();
    payload.put("max_entries", limit);
    ArrayNode attrs = payload.putArray("attrs");
    attributes.forEach(attrs::add);
    payload.put("since", since.getEpochSecond() + since.getNano() / 1e9);
    payload.set("constraint", condition().toTree());
    return payload;
  }

  private Constraint condition() {
    Constraint condition = constraint.map(Constraint::and).orElseGet(Constraint::and);
    if (owner.isPresent()) {
      condition = Constraint.and(condition, Constraint.userid(owner.getAsLong()));
    }
    if (states.isEmpty() && results.isEmpty()) {
      return condition;
    }
    Constraint inStates = Constraint.states(states.toArray(JobState[]::new));
    Constraint withResults = Constraint.results(results.toArray(Outcome[]::new));
    return Constraint.and(condition, Constraint.or(inStates, withResults));
  }
}
