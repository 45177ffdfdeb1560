package org.fluxjvm.job;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.OutputEvent.Bytes;
import tools.jackson.databind.JsonNode;

/** Makes output events of entries of the log {@code guest.output}. */
final class OutputDecoder {
  static final String PATH = "guest.output";

  /** Far more than fits into one entry otherwise; keeps a bad one from taking the memory. */
  private static final long LONGEST = 1 << 26;

  private OutputDecoder() {}

  /** The event, or nothing if it is of a kind that RFC 24 does not know. */
  static Optional<OutputEvent> decode(JobEvent event) {
    JsonNode context = event.context();
    return switch (event.name()) {
      case "header" -> Optional.of(header(event, context));
      case "data" -> Optional.of(data(event, context));
      case "log" -> Optional.of(log(event, context));
      case "redirect" ->
          Optional.of(
              new OutputEvent.Redirect(
                  event.time(),
                  stream(context),
                  tasks(context),
                  context.path("path").asString("")));
      default -> Optional.empty();
    };
  }

  private static OutputEvent header(JobEvent event, JsonNode context) {
    JsonNode count = context.path("count");
    return new OutputEvent.Header(
        event.time(),
        context.path("version").asInt(0),
        count.path("stdout").asInt(0),
        count.path("stderr").asInt(0));
  }

  private static OutputEvent data(JobEvent event, JsonNode context) {
    return new OutputEvent.Data(
        event.time(),
        stream(context),
        tasks(context),
        bytes(context),
        context.path("eof").asBoolean(false));
  }

  private static StdStream stream(JsonNode context) {
    return StdStream.read(context.path("stream").asString(""));
  }

  private static TaskSet tasks(JsonNode context) {
    try {
      return TaskSet.read(context.path("rank"));
    } catch (IllegalArgumentException e) {
      throw malformed("the rank is not one, nor a set of them: " + e.getMessage());
    }
  }

  private static Bytes bytes(JsonNode context) {
    String text = context.path("data").asString("");
    if (text.isEmpty()) {
      return Bytes.NONE;
    }
    boolean encoded = context.path("encoding").asString("").equals("base64");
    byte[] once = encoded ? base64(text) : text.getBytes(StandardCharsets.UTF_8);
    return new Bytes(repeat(once, context.path("repeat").asInt(1)));
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw malformed("data is not Base64: " + e.getMessage());
    }
  }

  private static byte[] repeat(byte[] once, int times) {
    if (times == 1) {
      return once;
    }
    if (times < 1 || (long) once.length * times > LONGEST) {
      throw malformed(once.length + " bytes cannot be repeated " + times + " times");
    }
    byte[] all = new byte[once.length * times];
    for (int at = 0; at < all.length; at += once.length) {
      System.arraycopy(once, 0, all, at, once.length);
    }
    return all;
  }

  private static FluxException malformed(String what) {
    return new FluxException(Errno.EPROTO, PATH, what);
  }

  private static OutputEvent log(JobEvent event, JsonNode context) {
    JsonNode line = context.path("line");
    return new OutputEvent.Log(
        event.time(),
        context.path("rank").asInt(0),
        context.path("level").asInt(0),
        context.path("component").stringValueOpt(),
        context.path("message").asString(""),
        context.path("file").stringValueOpt(),
        line.canConvertToInt() && line.isIntegralNumber()
            ? OptionalInt.of(line.intValue())
            : OptionalInt.empty());
  }
}
