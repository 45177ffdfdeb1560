package org.fluxjvm.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The attributes of a jobspec that is being made: any by its key, options of the job shell, and
 * files.
 *
 * <p>Of two calls that set the same attribute the later one counts. A builder is not safe for use
 * by several threads, and can build any number of times.
 *
 * @param <B> the builder itself
 */
public abstract sealed class AttributeBuilder<B extends AttributeBuilder<B>> permits TaskBuilder {
  private final Attributes attributes;

  AttributeBuilder(ObjectNode attributes) {
    this.attributes = new Attributes(attributes);
  }

  abstract B self();

  abstract JsonNode resources();

  abstract JsonNode tasks();

  abstract int version();

  /** Adds what follows from the arguments as a whole, just before the jobspec is made. */
  void complete(Attributes complete) {}

  final Attributes attributes() {
    return attributes;
  }

  final B set(AttributeKey key, JsonNode value) {
    attributes.set(key, value);
    return self();
  }

  final B setText(String key, String value) {
    return set(AttributeKey.of(key), StringNode.valueOf(value));
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
   * Adds a file to the directory of the job, in Base64 if it is not text in UTF-8.
   *
   * @param name the path below <code>{{tmpdir}}</code>
   * @param content the bytes
   * @param permissions the permission bits, like 0700
   * @return this builder
   * @throws JobspecException if there are other bits than those of permissions
   */
  public B addFile(String name, byte[] content, int permissions) {
    return set(AttributeKey.file(name), FileEntry.bytes(content, permissions));
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
    ObjectNode jobspec = Json.object();
    jobspec.set("resources", resources());
    jobspec.set("tasks", tasks());
    jobspec.set("attributes", complete.copy());
    jobspec.put("version", version());
    return Jobspec.fromTree(jobspec);
  }
}
