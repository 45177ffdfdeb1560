package org.fluxjvm.scheduler.jobspec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxjvm.job.Jobspec;

/**
 * A jobspec as texts under keys that begin with {@code flux.}: all that {@link
 * org.fluxjvm.job.JobspecV1} can say, for those who can give texts only, as in a job data map that
 * is stored with {@code useProperties}, or in Quartz's XML files.
 *
 * <table>
 * <caption>Keys, each after {@code flux.}; named as the builders' methods</caption>
 * <tr><th>Key</th><th>Text</th></tr>
 * <tr><td>{@code command}</td><td>the program and its arguments: a JSON list, or words that need no
 *     quotes; no shell reads it</td></tr>
 * <tr><td>{@code numTasks}, {@code coresPerTask}, {@code gpusPerTask}, {@code numNodes}</td>
 *     <td>integers, with {@code command}</td></tr>
 * <tr><td>{@code exclusive}</td><td>{@code true} or {@code false}</td></tr>
 * <tr><td>{@code ncores}, {@code nnodes}, {@code gpusPerNode}; {@code perResource}</td>
 *     <td>integers; {@code TYPE:COUNT}; with {@code command}, in place of the keys above</td></tr>
 * <tr><td>{@code script}, {@code args}</td><td>a batch script, from its {@code #!} line on, and its
 *     arguments: a JSON list or words</td></tr>
 * <tr><td>{@code nest}, {@code background}</td><td>the program of an instance of its own, a JSON
 *     list or words, may be empty; {@code true} or {@code false}</td></tr>
 * <tr><td>{@code numSlots}, {@code coresPerSlot}, {@code gpusPerSlot}, {@code numNodes}; {@code
 *     brokerOpts}; {@code conf}</td><td>integers; a JSON list or words; a JSON object; with {@code
 *     script} or {@code nest}</td></tr>
 * <tr><td>{@code duration}</td><td>the time limit, in Flux Standard Duration (RFC 23)</td></tr>
 * <tr><td>{@code name}, {@code queue}, {@code bank}, {@code cwd}, {@code input}, {@code output},
 *     {@code error}, {@code signal}, {@code taskmap}</td><td>as they are</td></tr>
 * <tr><td>{@code dependencies}</td><td>URIs (RFC 26): a JSON list or words</td></tr>
 * <tr><td>{@code requires}</td><td>a condition on resources (RFC 35)</td></tr>
 * <tr><td>{@code environment}, {@code envExpand}</td><td>JSON objects of texts</td></tr>
 * <tr><td>{@code environmentRules}, {@code rlimitRules}</td><td>JSON lists or words</td></tr>
 * <tr><td>{@code rlimits}</td><td>a JSON object of integers</td></tr>
 * <tr><td>{@code labelIo}, {@code unbuffered}</td><td>{@code true} or {@code false}</td></tr>
 * <tr><td>{@code attribute.KEY}, {@code shellOption.KEY}</td><td>JSON of any kind; a text in
 *     quotes</td></tr>
 * <tr><td>{@code file.NAME}</td><td>the text of a file in the job's directory</td></tr>
 * </table>
 */
public final class JobspecKeys {
  /** What every key begins with. */
  public static final String PREFIX = "flux.";

  private static final List<Kind<?>> KINDS = List.of(Kind.COMMAND, Kind.BATCH, Kind.NEST);

  private JobspecKeys() {}

  /**
   * The keys that say what to run.
   *
   * @param keys keys with their prefix
   * @return those of {@code flux.command}, {@code flux.script} and {@code flux.nest} among them
   */
  public static List<String> programs(Set<String> keys) {
    return KINDS.stream().map(kind -> PREFIX + kind.program()).filter(keys::contains).toList();
  }

  /**
   * Makes the jobspec.
   *
   * @param texts text by key; keys without the prefix are somebody else's
   * @return the jobspec
   * @throws JobspecKeyException if a key is unknown or out of place, a text is not what it wants,
   *     or there is not exactly one program; it names the key
   * @throws org.fluxjvm.job.JobspecException if Flux would not take what they say
   */
  public static Jobspec read(Map<String, String> texts) {
    // Sorted, so that of several mistakes the same one is told each time.
    Map<String, KeyText> own = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(PREFIX)) {
            own.put(key.substring(PREFIX.length()), new KeyText(key, text));
          }
        });
    return kind(own.keySet()).jobspec(own);
  }

  private static Kind<?> kind(Set<String> keys) {
    List<Kind<?>> given = KINDS.stream().filter(kind -> keys.contains(kind.program())).toList();
    if (given.size() != 1) {
      throw new JobspecKeyException(
          PREFIX + "command",
          "or flux.script or flux.nest must say what to run, exactly one of them; given are "
              + given.stream().map(kind -> PREFIX + kind.program()).toList());
    }
    return given.getFirst() == Kind.COMMAND && keys.stream().anyMatch(JobspecKeys::perResource)
        ? Kind.PER_RESOURCE
        : given.getFirst();
  }

  private static boolean perResource(String key) {
    return Kind.PER_RESOURCE.keys().contains(key) && !Kind.COMMAND.keys().contains(key);
  }
}
