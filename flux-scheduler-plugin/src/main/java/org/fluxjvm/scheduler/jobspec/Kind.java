package org.fluxjvm.scheduler.jobspec;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.fluxjvm.job.BatchBuilder;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.InstanceBuilder;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecBuilder;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.NestBuilder;
import org.fluxjvm.job.PerResourceBuilder;

/**
 * One of the factories of {@link JobspecV1}, and the keys that its builder takes besides the common
 * ones.
 */
final class Kind<B extends JobspecBuilder<B>> {
  private static final String BATCH_NAME = "script";

  static final Kind<CommandBuilder> COMMAND =
      new Kind<>(
          "command",
          value -> JobspecV1.fromCommand(value.words()),
          Map.of(
              "numTasks", (builder, value) -> builder.numTasks(value.integer()),
              "coresPerTask", (builder, value) -> builder.coresPerTask(value.integer()),
              "gpusPerTask", (builder, value) -> builder.gpusPerTask(value.integer()),
              "numNodes", (builder, value) -> builder.numNodes(value.integer()),
              "exclusive", (builder, value) -> builder.exclusive(value.truth())));

  static final Kind<PerResourceBuilder> PER_RESOURCE =
      new Kind<>(
          "command",
          value -> JobspecV1.perResource(value.words()),
          Map.of(
              "ncores", (builder, value) -> builder.ncores(value.integer()),
              "nnodes", (builder, value) -> builder.nnodes(value.integer()),
              "perResource", Kind::perResource,
              "gpusPerNode", (builder, value) -> builder.gpusPerNode(value.integer()),
              "exclusive", (builder, value) -> builder.exclusive(value.truth())));

  static final Kind<BatchBuilder> BATCH =
      new Kind<>(
          "script",
          value -> JobspecV1.fromBatchCommand(value.text(), BATCH_NAME),
          Kind.<BatchBuilder>instance("args", (builder, value) -> builder.args(value.words())));

  static final Kind<NestBuilder> NEST =
      new Kind<>(
          "nest",
          value -> JobspecV1.fromNestCommand(value.words()),
          Kind.<NestBuilder>instance("background", Kind::background));

  private final String program;
  private final Function<KeyText, B> start;
  private final Map<String, BiConsumer<B, KeyText>> setters;

  private Kind(
      String program, Function<KeyText, B> start, Map<String, BiConsumer<B, KeyText>> setters) {
    this.program = program;
    this.start = start;
    this.setters = setters;
  }

  private static <I extends InstanceBuilder<I>> Map<String, BiConsumer<I, KeyText>> instance(
      String key, BiConsumer<I, KeyText> own) {
    Map<String, BiConsumer<I, KeyText>> all =
        new HashMap<>(
            Map.of(
                "numSlots", (builder, value) -> builder.numSlots(value.integer()),
                "coresPerSlot", (builder, value) -> builder.coresPerSlot(value.integer()),
                "gpusPerSlot", (builder, value) -> builder.gpusPerSlot(value.integer()),
                "numNodes", (builder, value) -> builder.numNodes(value.integer()),
                "exclusive", (builder, value) -> builder.exclusive(value.truth()),
                "brokerOpts", (builder, value) -> builder.brokerOpts(value.words()),
                "conf", (builder, value) -> builder.conf(value.mapping())));
    all.put(key, own);
    return Map.copyOf(all);
  }

  private static void perResource(PerResourceBuilder builder, KeyText value) {
    String[] parts = value.text().split(":", -1);
    if (parts.length != 2) {
      throw value.wrong("TYPE:COUNT, like node:2, not '" + value.text() + "'");
    }
    builder.perResource(parts[0], new KeyText(value.key(), parts[1]).integer());
  }

  private static void background(NestBuilder builder, KeyText value) {
    if (value.truth()) {
      builder.background();
    }
  }

  /** The key of what it runs. */
  String program() {
    return program;
  }

  Set<String> keys() {
    return setters.keySet();
  }

  /** Makes the jobspec; the key of the program is among the texts. */
  Jobspec jobspec(Map<String, KeyText> texts) {
    B builder = start.apply(texts.get(program));
    texts.forEach(
        (key, value) -> {
          if (!key.equals(program)) {
            set(builder, key, value);
          }
        });
    return builder.build();
  }

  private void set(B builder, String key, KeyText value) {
    BiConsumer<B, KeyText> setter = setters.get(key);
    if (setter != null) {
      setter.accept(builder, value);
    } else if (!CommonKeys.set(builder, key, value)) {
      throw new JobspecKeyException(
          value.key(),
          "is no key of a jobspec that has a %s; besides the common ones there are %s"
              .formatted(program, String.join(", ", new TreeSet<>(keys()))));
    }
  }
}
