package org.fluxjvm.job;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition in the syntax of RFC 31: on jobs, when they are listed (RFC 43), or on the resources
 * that a job may be given, in its jobspec.
 *
 * <p>{@link #and}, {@link #or}, {@link #not}, {@link #hostlist} and {@link #ranks} serve both,
 * {@link #properties} resources, all others jobs. Immutable.
 */
public final class Constraint {
  private final ObjectNode tree;

  private Constraint(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * Reads a condition on resources from text (RFC 35), as the option {@code --requires} of Flux's
   * commands has it: {@code host:vm and -ranks:0}, {@code (a|b) not c}.
   *
   * <p>A term is {@code operator:value}, of which {@code host} and {@code rank} are short forms, or
   * a property or several, divided by commas. Terms are joined by {@code and} ({@code &}), {@code
   * or} ({@code |}) or nothing, which is and; {@code -} negates a term, {@code not} an expression
   * in parentheses too. Where operators are missing, what was written before is taken together
   * first, as Flux's parser does it: {@code a or b c} is {@code (a or b) and c}.
   *
   * @param text the condition; quotes keep what is not to be read as an operator
   * @return a condition
   * @throws IllegalArgumentException if it is not written like that, or nested more than 100 deep;
   *     it names the position
   */
  public static Constraint parse(String text) {
    return new Constraint(ConstraintParser.parse(text));
  }

  /**
   * Holds where all parts hold.
   *
   * @param parts conditions; without any it always holds
   * @return a condition
   */
  public static Constraint and(Constraint... parts) {
    return combine("and", parts);
  }

  /**
   * Holds where one of the parts holds.
   *
   * @param parts conditions
   * @return a condition
   */
  public static Constraint or(Constraint... parts) {
    return combine("or", parts);
  }

  /**
   * Holds where another does not.
   *
   * @param part a condition
   * @return a condition
   */
  public static Constraint not(Constraint part) {
    return combine("not", part);
  }

  private static Constraint combine(String operator, Constraint... parts) {
    return operator(operator, values -> Arrays.stream(parts).forEach(p -> values.add(p.toTree())));
  }

  /**
   * Jobs of users.
   *
   * @param ids user ids
   * @return a condition
   */
  public static Constraint userid(long... ids) {
    // The service reads an int, in which "any" is -1.
    return operator("userid", values -> Arrays.stream(ids).forEach(id -> values.add((int) id)));
  }

  /**
   * Jobs with one of these names.
   *
   * @param names names of jobs
   * @return a condition
   */
  public static Constraint name(String... names) {
    return texts("name", names);
  }

  /**
   * Jobs in one of these queues.
   *
   * @param queues names of queues
   * @return a condition
   */
  public static Constraint queue(String... queues) {
    return texts("queue", queues);
  }

  /**
   * Jobs in one of these states.
   *
   * @param states states, such as those of {@link JobState#ACTIVE}
   * @return a condition
   */
  public static Constraint states(JobState... states) {
    return operator("states", values -> values.add(JobState.mask(List.of(states))));
  }

  /**
   * Jobs that ended in one of these ways.
   *
   * @param outcomes how a job can end
   * @return a condition
   */
  public static Constraint results(JobResult.Outcome... outcomes) {
    return operator("results", values -> values.add(JobResult.Outcome.mask(List.of(outcomes))));
  }

  /**
   * Jobs on one of these hosts; in a jobspec, resources on them.
   *
   * @param hosts hosts
   * @return a condition
   */
  public static Constraint hostlist(Hostlist hosts) {
    return texts("hostlist", hosts.toString());
  }

  /**
   * Jobs on one of these broker ranks; in a jobspec, resources on them.
   *
   * @param ranks broker ranks
   * @return a condition
   */
  public static Constraint ranks(Idset ranks) {
    return texts("ranks", ranks.toString());
  }

  /**
   * Resources that have all of these properties; for jobspecs.
   *
   * @param properties names of properties; one that starts with {@code ^} must be absent
   * @return a condition
   */
  public static Constraint properties(String... properties) {
    return texts("properties", properties);
  }

  /**
   * Jobs that came to a state before or after a time.
   *
   * @param state the state; {@link JobState#NEW} for the time of submission
   * @param comparison one of {@code < <= > >=} and seconds since the epoch, like {@code
   *     ">1700000000.5"}
   * @return a condition
   * @throws IllegalArgumentException if it is not written like that
   */
  public static Constraint entered(JobState state, String comparison) {
    String operator = state.timestamp();
    return texts(operator, TimeComparison.check(operator, comparison));
  }

  private static Constraint texts(String operator, String... texts) {
    return operator(operator, values -> Arrays.stream(texts).forEach(values::add));
  }

  private static Constraint operator(String name, Consumer<ArrayNode> values) {
    ObjectNode tree = Json.object();
    values.accept(tree.putArray(name));
    return new Constraint(tree);
  }

  /**
   * The condition as JSON.
   *
   * @return a copy, an object of one operator and its list of values
   */
  public JsonNode toTree() {
    return tree.deepCopy();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Constraint that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return tree.toString();
  }
}
