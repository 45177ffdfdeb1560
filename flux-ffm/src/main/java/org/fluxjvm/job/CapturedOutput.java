package org.fluxjvm.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rfc.Idset;

/**
 * The output of a job, in the order in which it was written.
 *
 * @param events the entries of its output event log
 */
public record CapturedOutput(List<OutputEvent> events) {
  /** Copies the list. */
  public CapturedOutput {
    events = List.copyOf(events);
  }

  /**
   * What all tasks wrote to standard output.
   *
   * @return a text; what is not UTF-8 is replaced
   */
  public String stdout() {
    return text(StdStream.STDOUT);
  }

  /**
   * What all tasks wrote to standard error; messages of the job shell are in {@link #log}.
   *
   * @return a text; what is not UTF-8 is replaced
   */
  public String stderr() {
    return text(StdStream.STDERR);
  }

  /**
   * What all tasks wrote to a stream.
   *
   * @param stream a stream
   * @return a text; what is not UTF-8 is replaced
   */
  public String text(StdStream stream) {
    return new String(bytes(stream), StandardCharsets.UTF_8);
  }

  /**
   * What a task wrote to a stream.
   *
   * @param stream a stream
   * @param task the rank of the task within the job
   * @return a text; what is not UTF-8 is replaced
   */
  public String text(StdStream stream, int task) {
    return new String(
        bytes(data -> data.stream() == stream && data.tasks().contains(task)),
        StandardCharsets.UTF_8);
  }

  /**
   * What some tasks wrote to a stream.
   *
   * @param stream a stream
   * @param tasks the ranks of tasks within the job
   * @return a text; what is not UTF-8 is replaced
   */
  public String text(StdStream stream, Idset tasks) {
    return new String(
        bytes(data -> data.stream() == stream && tasks.stream().anyMatch(data.tasks()::contains)),
        StandardCharsets.UTF_8);
  }

  /**
   * What all tasks wrote to standard error, and with it the messages of the job shell up to a
   * level, as a terminal would have shown them.
   *
   * @param level 0 for the fatal messages only, 3 for errors, 4 for warnings, 5 for notices, 7 for
   *     all; -1 for none
   * @return a text; what is not UTF-8 is replaced
   */
  public String stderrWithLog(int level) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (OutputEvent event : events) {
      switch (event) {
        case OutputEvent.Data data when data.stream() == StdStream.STDERR ->
            all.writeBytes(data.data().unsafe());
        case OutputEvent.Log log when log.level() <= level ->
            all.writeBytes((log + "\n").getBytes(StandardCharsets.UTF_8));
        default -> {}
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /**
   * What all tasks wrote to a stream, each line with a label, as {@code --label-io} writes it.
   *
   * @param stream a stream
   * @return lines, each with a line feed
   */
  public String labelled(StdStream stream) {
    return lines().stream()
        .filter(line -> line.stream() == stream)
        .map(line -> line.labelled() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * What all tasks wrote to a stream.
   *
   * @param stream a stream
   * @return the bytes as they were written
   */
  public byte[] bytes(StdStream stream) {
    return bytes(data -> data.stream() == stream);
  }

  private byte[] bytes(Predicate<OutputEvent.Data> wanted) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    of(OutputEvent.Data.class).filter(wanted).forEach(d -> all.writeBytes(d.data().unsafe()));
    return all.toByteArray();
  }

  /**
   * The lines that all tasks wrote, each once it was complete.
   *
   * @return lines of both streams
   */
  public List<OutputLine> lines() {
    List<OutputLine> lines = new ArrayList<>();
    LineAssembler assembler = new LineAssembler(data -> true, lines::add, end -> {});
    events.forEach(assembler::accept);
    assembler.end(new FluxException(Errno.ENODATA, OutputDecoder.PATH, "the output is complete"));
    return lines;
  }

  /**
   * What the job shell said, where streams were redirected to, and what exceptions were raised.
   *
   * @return lines of text, each with a line feed
   */
  public String log() {
    return events.stream()
        .filter(event -> !(event instanceof OutputEvent.Data))
        .filter(event -> !(event instanceof OutputEvent.Header))
        .map(event -> event + "\n")
        .collect(Collectors.joining());
  }

  private <T extends OutputEvent> Stream<T> of(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }
}
