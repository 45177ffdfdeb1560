package org.fluxjvm.job;

import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every kind of jobspec can be given: besides what its tasks find, what Flux is to know of the
 * job.
 *
 * @param <B> the builder itself
 */
public abstract sealed class JobspecBuilder<B extends JobspecBuilder<B>> extends TaskBuilder<B>
    permits Jobspec.Builder, CommandBuilder, InstanceBuilder, PerResourceBuilder {
  JobspecBuilder(ObjectNode attributes) {
    super(attributes);
  }

  /**
   * Sets the time limit.
   *
   * @param limit zero for no limit of its own
   * @return this builder
   * @throws JobspecException if the limit is negative
   */
  public B duration(Duration limit) {
    return set(AttributeKey.of("duration"), TimeLimit.of(limit));
  }

  /**
   * Sets the time limit.
   *
   * @param seconds 0 for no limit of its own
   * @return this builder
   * @throws JobspecException if the number is negative or not finite
   */
  public B duration(double seconds) {
    return set(AttributeKey.of("duration"), TimeLimit.of(seconds));
  }

  /**
   * Sets the time limit.
   *
   * @param limit in Flux Standard Duration (RFC 23), like {@code 1.5h}; {@code 0} for no limit
   * @return this builder
   * @throws JobspecException if the text is no duration, or infinite
   */
  public B duration(String limit) {
    return set(AttributeKey.of("duration"), TimeLimit.of(limit));
  }

  /**
   * Names the job.
   *
   * @param name the name that Flux shows
   * @return this builder
   */
  public B name(String name) {
    return setText("job.name", name);
  }

  /**
   * Sets the queue.
   *
   * @param queue the name of a queue of the instance
   * @return this builder
   */
  public B queue(String queue) {
    return setText("queue", queue);
  }

  /**
   * Sets the bank.
   *
   * @param bank the name of a bank, for accounting
   * @return this builder
   */
  public B bank(String bank) {
    return setText("bank", bank);
  }

  /**
   * Has the job wait for something, besides what was added before.
   *
   * @param scheme the kind of dependency (RFC 26): {@code after}, {@code afterok}, {@code
   *     afternotok}, {@code afterany}, {@code begin-time}, {@code singleton} or one of a plugin
   * @param value what is waited for: for most schemes a job id, for {@code begin-time} seconds
   *     since the epoch
   * @return this builder
   * @throws JobspecException if the scheme is empty
   */
  public B dependency(String scheme, String value) {
    if (scheme.isEmpty()) {
      throw new JobspecException("dependency", "needs a scheme, like afterok");
    }
    return depend(Json.object().put("scheme", scheme).put("value", value));
  }

  private B depend(ObjectNode dependency) {
    ArrayNode all = Json.array();
    AttributeKey key = AttributeKey.of("dependencies");
    attributes().get(key).ifPresent(before -> before.forEach(all::add));
    return set(key, all.add(dependency));
  }

  /**
   * Has the job wait for something, besides what was added before.
   *
   * @param uri {@code SCHEME:VALUE[?KEY=VALUE&...]} (RFC 26), like {@code afterok:ƒ123}
   * @return this builder
   * @throws JobspecException if it is not written like that
   */
  public B dependency(String uri) {
    return depend(SchemeText.parse("dependency", uri));
  }

  /**
   * Has the job wait for another.
   *
   * @param scheme the kind of dependency (RFC 26), like {@code afterok}
   * @param job what is waited for
   * @return this builder
   * @throws JobspecException if the scheme is empty
   */
  public B dependency(String scheme, JobId job) {
    return dependency(scheme, job.dec());
  }

  /**
   * Says which resources the job may be given, instead of what was said before.
   *
   * @param constraint a condition on resources (RFC 31): {@link Constraint#properties}, {@link
   *     Constraint#hostlist}, {@link Constraint#ranks} and combinations of them
   * @return this builder
   */
  public B constraint(Constraint constraint) {
    return set(AttributeKey.of("constraints"), constraint.toTree());
  }

  /**
   * Says which resources the job may be given, instead of what was said before.
   *
   * @param constraints the text of a condition, see {@link Constraint#parse}; several are read as
   *     one, with a space between them, as Flux's commands read several {@code --requires}
   * @return this builder
   * @throws JobspecException if it is not written like that; it names the position
   */
  public B requires(String... constraints) {
    try {
      return constraint(Constraint.parse(String.join(" ", constraints)));
    } catch (IllegalArgumentException e) {
      throw new JobspecException("requires", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Has the job sent a signal before its time is up.
   *
   * @param signal {@code [SIGNAL][@TIME]}, like {@code USR1@30s}: a name or a number, by default
   *     SIGUSR1, and how long before (RFC 23), by default 60 seconds
   * @return this builder
   * @throws JobspecException if it is not written like that
   */
  public B signal(String signal) {
    return setShellOption("signal", SignalText.parse(signal));
  }
}
