package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fluxjvm.rpc.Json;
import tools.jackson.databind.JsonNode;

/**
 * One entry of an event log (RFC 18), such as the job's own (RFC 21).
 *
 * <p>The context is kept as it came, and parsed when it is asked for.
 */
public final class JobEvent {
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] NAME = ascii("name");
  private static final byte[] CONTEXT = ascii("context");
  private static final byte[] EMPTY = ascii("{}");

  /** Of the year 33658; what an {@link Instant} can hold is a thousand times as much. */
  private static final double LAST_SECOND = 1e12;

  private static final NameTable NAMES =
      new NameTable(
          "submit",
          "validate",
          "depend",
          "priority",
          "alloc",
          "start",
          "finish",
          "release",
          "free",
          "clean",
          "exception",
          "annotations",
          "memo",
          "urgency",
          "data",
          "header",
          "redirect",
          "shell.init",
          "shell.start",
          "complete",
          "done",
          "init",
          "starting");

  /** Stands where there is no event. */
  static final JobEvent NONE = new JobEvent(0, "", EMPTY);

  private final double timestamp;
  private final String name;
  private final byte[] context;

  private JobEvent(double timestamp, String name, byte[] context) {
    this.timestamp = timestamp;
    this.name = name;
    this.context = context;
  }

  /** Reads the event that the cursor stands before. */
  static JobEvent read(JsonCursor cursor) {
    double timestamp = 0;
    String name = "";
    byte[] context = EMPTY;
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(TIMESTAMP)) {
        timestamp = cursor.takeDouble();
      } else if (cursor.keyIs(NAME)) {
        name = cursor.takeName(NAMES);
      } else if (cursor.keyIs(CONTEXT)) {
        long start = cursor.skipObject();
        context = cursor.position() - start == 2 ? EMPTY : cursor.copy(start, cursor.position());
      } else {
        cursor.skipValue();
      }
    }
    if (name.isEmpty()) {
      throw cursor.malformed("an event without a name");
    }
    if (!(Math.abs(timestamp) < LAST_SECOND)) {
      throw cursor.malformed("an event at no time that there is: " + timestamp);
    }
    return new JobEvent(timestamp, name, context);
  }

  /**
   * Reads an event from its JSON text.
   *
   * @param json one entry of an event log
   * @return the event
   * @throws org.fluxjvm.FluxException {@code EPROTO} if it is not one
   */
  public static JobEvent parse(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return read(new JsonCursor("event log", MemorySegment.ofArray(utf8)));
  }

  /**
   * When it happened, by the clock of the broker that wrote it.
   *
   * @return seconds since the epoch
   */
  public double timestamp() {
    return timestamp;
  }

  /**
   * When it happened, by the clock of the broker that wrote it.
   *
   * @return the time, to the microsecond
   */
  public Instant time() {
    long seconds = (long) Math.floor(timestamp);
    return Instant.ofEpochSecond(seconds, Math.round((timestamp - seconds) * 1e6) * 1000);
  }

  /**
   * What happened.
   *
   * @return the event's name, such as {@code start}
   */
  public String name() {
    return name;
  }

  /**
   * The particulars.
   *
   * @return a JSON object, parsed anew on each call; empty if the event has no context
   */
  public JsonNode context() {
    return Json.parse("event " + name, context);
  }

  /**
   * A number of the context, read without parsing the rest.
   *
   * @param key a key of the context, such as {@code status}
   * @param otherwise what to return if there is no such key
   * @return the integer
   * @throws org.fluxjvm.FluxException {@code EPROTO} if it is not an integer
   */
  public long contextNumber(String key, long otherwise) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = new JsonCursor("event " + this.name, MemorySegment.ofArray(context));
    while (cursor.nextKey()) {
      if (cursor.keyIs(name)) {
        return cursor.takeLong();
      }
      cursor.skipValue();
    }
    return otherwise;
  }

  @Override
  public String toString() {
    String text = time() + " " + name;
    return context.length == 2 ? text : text + " " + new String(context, StandardCharsets.UTF_8);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
