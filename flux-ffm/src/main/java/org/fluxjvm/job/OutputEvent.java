package org.fluxjvm.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** An entry of the output event log of a job (RFC 24), decoded. */
public sealed interface OutputEvent {
  /**
   * When it was written.
   *
   * @return the time
   */
  Instant time();

  /**
   * The start of the log.
   *
   * @param time when it was written
   * @param version the version of RFC 24
   * @param stdoutCount how many streams of standard output there are
   * @param stderrCount how many streams of standard error there are
   */
  record Header(Instant time, int version, int stdoutCount, int stderrCount)
      implements OutputEvent {}

  /**
   * A piece of what tasks wrote: not always a line, and not always text.
   *
   * @param time when it was written
   * @param stream where to
   * @param tasks who wrote it
   * @param data what was written, repetitions multiplied out; empty if only the end is told
   * @param eof whether the stream ends here
   */
  record Data(Instant time, StdStream stream, TaskSet tasks, Bytes data, boolean eof)
      implements OutputEvent {
    /**
     * What was written as text.
     *
     * @return the text; what is not UTF-8 is replaced
     */
    public String text() {
      return data.text();
    }
  }

  /**
   * A message of the job shell.
   *
   * @param time when it was written
   * @param shell the rank of the shell
   * @param level 0 is fatal, 3 an error, 4 a warning, 5 a notice, 6 and 7 are for debugging
   * @param component the part of the shell that it comes from
   * @param message what it says
   * @param file the source file that it comes from
   * @param line the line of that file
   */
  record Log(
      Instant time,
      int shell,
      int level,
      Optional<String> component,
      String message,
      Optional<String> file,
      OptionalInt line)
      implements OutputEvent {
    @Override
    public String toString() {
      String from = component.map(name -> name + ": ").orElse("");
      return "flux-shell[" + shell + "]: " + ShellLevel.label(level) + from + message;
    }
  }

  /**
   * A stream that goes to a file, not to the log.
   *
   * @param time when it was written
   * @param stream which stream
   * @param tasks of which tasks
   * @param path the file
   */
  record Redirect(Instant time, StdStream stream, TaskSet tasks, String path)
      implements OutputEvent {
    @Override
    public String toString() {
      return tasks + ": " + stream + " redirected to " + path;
    }
  }

  /**
   * An exception that was raised on the job while it ran, from its own event log.
   *
   * @param exception the exception
   */
  record Raised(JobExceptionEvent exception) implements OutputEvent {
    @Override
    public Instant time() {
      return exception.time();
    }

    @Override
    public String toString() {
      String text = "job.exception: type=" + exception.type() + " severity=" + exception.severity();
      return exception.note().isEmpty() ? text : text + " " + exception.note();
    }
  }

  /** Bytes that do not change. */
  final class Bytes {
    static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int length() {
      return bytes.length;
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] toArray() {
      return bytes.clone();
    }

    /**
     * The bytes as text.
     *
     * @return the text; what is not UTF-8 is replaced
     */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] unsafe() {
      return bytes;
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
