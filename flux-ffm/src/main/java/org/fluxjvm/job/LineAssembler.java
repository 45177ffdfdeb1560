package org.fluxjvm.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.ResponseStream.Sink;

/** Puts lines together from pieces of output, for each task and stream apart. */
final class LineAssembler implements Sink<OutputEvent> {
  private final Predicate<OutputEvent.Data> wanted;
  private final Consumer<OutputLine> lines;
  private final Consumer<FluxException> end;
  private final Map<Writer, ByteArrayOutputStream> begun = new LinkedHashMap<>();

  private record Writer(StdStream stream, TaskSet tasks) {}

  LineAssembler(
      Predicate<OutputEvent.Data> wanted, Consumer<OutputLine> lines, Consumer<FluxException> end) {
    this.wanted = wanted;
    this.lines = lines;
    this.end = end;
  }

  @Override
  public void accept(OutputEvent event) {
    if (event instanceof OutputEvent.Data data && wanted.test(data)) {
      take(new Writer(data.stream(), data.tasks()), data);
    }
  }

  private void take(Writer writer, OutputEvent.Data data) {
    byte[] bytes = data.data().unsafe();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        append(writer, bytes, start, i);
        emit(writer);
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      append(writer, bytes, start, bytes.length);
    }
    if (data.eof() && begun.containsKey(writer)) {
      emit(writer);
    }
  }

  private void append(Writer writer, byte[] bytes, int from, int to) {
    begun.computeIfAbsent(writer, w -> new ByteArrayOutputStream()).write(bytes, from, to - from);
  }

  private void emit(Writer writer) {
    ByteArrayOutputStream line = begun.remove(writer);
    if (line != null) {
      lines.accept(
          new OutputLine(writer.stream, writer.tasks, line.toString(StandardCharsets.UTF_8)));
    }
  }

  /** A stream that was cut off has no end of its own. */
  @Override
  public void end(FluxException reason) {
    begun.keySet().stream().toList().forEach(this::emit);
    end.accept(reason);
  }
}
