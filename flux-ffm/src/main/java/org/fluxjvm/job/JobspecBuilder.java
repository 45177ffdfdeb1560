package org.fluxjvm.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What every kind of jobspec can be given. Of two calls that set the same attribute the later one
 * counts.
 *
 * <p>A builder is not safe for use by several threads, and can build any number of times.
 *
 * @param <B> the builder itself
 */
public abstract sealed class JobspecBuilder<B extends JobspecBuilder<B>>
    permits Jobspec.Builder, CommandBuilder, InstanceBuilder, PerResourceBuilder {
  private final Attributes attributes;
  private boolean labelled;

  JobspecBuilder(ObjectNode attributes) {
    this.attributes = new Attributes(attributes);
  }

  abstract B self();

  abstract JsonNode resources();

  abstract JsonNode tasks();

  abstract int version();

  /** Adds what follows from the arguments as a whole, just before the jobspec is made. */
  void complete(Attributes complete) {}

  private B set(AttributeKey key, JsonNode value) {
    attributes.set(key, value);
    return self();
  }

  private B setText(String key, String value) {
    return set(AttributeKey.of(key), StringNode.valueOf(value));
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
   * Sets the working directory of the tasks.
   *
   * @param directory a path on the nodes that the job runs on
   * @return this builder
   */
  public B cwd(Path directory) {
    return cwd(directory.toString());
  }

  /**
   * Sets the working directory of the tasks.
   *
   * @param directory a path on the nodes that the job runs on
   * @return this builder
   */
  public B cwd(String directory) {
    return setText("cwd", directory);
  }

  /**
   * Sets the whole environment of the tasks. If it is never set, a factory of {@link JobspecV1}
   * takes that of this process at the time of {@link #build}.
   *
   * @param environment value by name
   * @return this builder
   */
  public B environment(Map<String, String> environment) {
    return setAttribute("environment", environment);
  }

  /**
   * Sets variables whose values the job shell expands, like {@code {{id}}} or {@code {{rank}}}.
   *
   * @param templates template by name
   * @return this builder
   */
  public B envExpand(Map<String, String> templates) {
    return setShellOption("env-expand", templates);
  }

  /**
   * Sets resource limits of the tasks.
   *
   * @param limits limit by lower-case name without prefix, like {@code nofile}; -1 is unlimited
   * @return this builder
   */
  public B rlimits(Map<String, ? extends Number> limits) {
    return setShellOption("rlimit", limits);
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
   * Reads standard input from a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B input(Path file) {
    return input(file.toString());
  }

  /**
   * Reads standard input from a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B input(String file) {
    Stdio.INPUT.toFile(attributes, file);
    return self();
  }

  /**
   * Writes standard output, and standard error unless it is set apart, to a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B output(Path file) {
    return output(file.toString());
  }

  /**
   * Writes standard output, and standard error unless it is set apart, to a file.
   *
   * @param file a path or a template of one, like {@code out-{{id}}}; {@code none} and {@code kvs}
   *     leave the stream in the output event log of the job, which is the default
   * @return this builder
   */
  public B output(String file) {
    return redirect(Stdio.OUTPUT, file);
  }

  /**
   * Writes standard error to a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B error(Path file) {
    return error(file.toString());
  }

  /**
   * Writes standard error to a file.
   *
   * @param file a path or a template of one; {@code none} and {@code kvs} as in {@link
   *     #output(String)}
   * @return this builder
   */
  public B error(String file) {
    return redirect(Stdio.ERROR, file);
  }

  private B redirect(Stdio stream, String file) {
    if (file.equals("none") || file.equals("kvs")) {
      stream.toEventLog(attributes);
    } else {
      stream.toFile(attributes, file);
    }
    return self();
  }

  /**
   * Says whether lines in output files start with the rank of the task that wrote them.
   *
   * @param label true to label; without effect on a stream that does not go to a file
   * @return this builder
   */
  public B labelIo(boolean label) {
    labelled = label;
    if (!label) {
      Stdio.OUTPUT.unlabel(attributes);
      Stdio.ERROR.unlabel(attributes);
    }
    return self();
  }

  /**
   * Says whether output is passed on as it comes.
   *
   * @param unbuffered true for the least buffering, false for that of the job shell
   * @return this builder
   */
  public B unbuffered(boolean unbuffered) {
    if (unbuffered) {
      Stdio.unbuffer(attributes);
    } else {
      Stdio.rebuffer(attributes);
    }
    return self();
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
    ArrayNode all = Json.array();
    AttributeKey key = AttributeKey.of("dependencies");
    attributes.get(key).ifPresent(before -> before.forEach(all::add));
    all.addObject().put("scheme", scheme).put("value", value);
    return set(key, all);
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
   * Says which resources the job may be given.
   *
   * @param constraint a condition on resources (RFC 31): {@link Constraint#properties}, {@link
   *     Constraint#hostlist}, {@link Constraint#ranks} and combinations of them
   * @return this builder
   */
  public B constraint(Constraint constraint) {
    return set(AttributeKey.of("constraints"), constraint.toTree());
  }

  /**
   * Sets any attribute.
   *
   * @param key a dotted key, see {@link Jobspec#attribute}
   * @param value a JSON tree, or what Jackson makes one of: text, a number, a boolean, a list or a
   *     map of these
   * @return this builder
   * @throws JobspecException if the key has an empty part or leads through something that is no
   *     mapping, or the value has no JSON form
   */
  public B setAttribute(String key, Object value) {
    AttributeKey place = AttributeKey.of(key);
    return set(place, Json.tree(place.path(), value));
  }

  /**
   * Removes an attribute, and the mappings that this leaves empty.
   *
   * @param key a dotted key, see {@link Jobspec#attribute}
   * @return this builder
   */
  public B removeAttribute(String key) {
    attributes.remove(AttributeKey.of(key));
    return self();
  }

  /**
   * Sets an option of the job shell.
   *
   * @param option a dotted key below {@code attributes.system.shell.options}
   * @param value as in {@link #setAttribute}
   * @return this builder
   * @throws JobspecException as {@link #setAttribute} does
   */
  public B setShellOption(String option, Object value) {
    AttributeKey place = AttributeKey.shellOption(option);
    return set(place, Json.tree(place.path(), value));
  }

  /**
   * Adds a text file, readable and writable by its owner, to the directory of the job.
   *
   * @param name the path below <code>{{tmpdir}}</code>
   * @param content the text
   * @return this builder
   */
  public B addFile(String name, String content) {
    return addFile(name, content, FileEntry.PRIVATE);
  }

  /**
   * Adds a text file to the directory of the job.
   *
   * @param name the path below <code>{{tmpdir}}</code>
   * @param content the text
   * @param permissions the permission bits, like 0700
   * @return this builder
   * @throws JobspecException if there are other bits than those of permissions
   */
  public B addFile(String name, String content, int permissions) {
    return set(AttributeKey.file(name), FileEntry.text(content, permissions));
  }

  /**
   * Adds a JSON file, readable and writable by its owner, to the directory of the job.
   *
   * @param name the path below <code>{{tmpdir}}</code>
   * @param data a JSON object or what Jackson makes one of
   * @return this builder
   */
  public B addFile(String name, Map<String, ?> data) {
    AttributeKey place = AttributeKey.file(name);
    return set(place, FileEntry.json(Json.tree(place.path(), data)));
  }

  /**
   * Adds a copy of a file of this machine, with its permissions, to the directory of the job.
   *
   * @param name the path below <code>{{tmpdir}}</code>
   * @param file a regular file; it is read now
   * @return this builder
   * @throws IOException if the file cannot be read
   */
  public B addFile(String name, Path file) throws IOException {
    return set(AttributeKey.file(name), FileEntry.copy(file));
  }

  /**
   * Makes the jobspec.
   *
   * @return the jobspec
   * @throws JobspecException if the arguments do not go together, or break a rule of RFC 14 or 25
   */
  public Jobspec build() {
    Attributes complete = new Attributes(attributes.copy());
    complete(complete);
    if (labelled) {
      Stdio.OUTPUT.label(complete);
      Stdio.ERROR.label(complete);
    }
    ObjectNode jobspec = Json.object();
    jobspec.set("resources", resources());
    jobspec.set("tasks", tasks());
    jobspec.set("attributes", complete.copy());
    jobspec.put("version", version());
    return Jobspec.fromTree(jobspec);
  }
}
