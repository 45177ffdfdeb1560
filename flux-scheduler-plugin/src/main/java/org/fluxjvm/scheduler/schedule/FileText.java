package org.fluxjvm.scheduler.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a small file of a person's making: regular, UTF-8, printable, of limited size. */
final class FileText {
  /** The largest file that is read, in bytes. */
  static final int LIMIT = 1 << 20;

  private FileText() {}

  /** Why a file has no text, and where; {@code what} does not name the file. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Place place;
    private final String what;

    Unusable(Place place, String what) {
      super(what);
      this.place = place;
      this.what = what;
    }

    Place place() {
      return place;
    }

    String what() {
      return what;
    }
  }

  static String read(Path file) throws Unusable {
    return printable(decoded(bytes(file)));
  }

  private static byte[] bytes(Path file) throws Unusable {
    if (Files.isDirectory(file)) {
      throw new Unusable(Place.START, "this is a directory; give a file");
    }
    if (!Files.exists(file)) {
      throw new Unusable(Place.START, "there is no such file");
    }
    // A pipe or a device could block for ever.
    if (!Files.isRegularFile(file)) {
      throw new Unusable(Place.START, "this is not a regular file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new Unusable(
            Place.START, "the file is too large; at most " + LIMIT + " bytes are allowed");
      }
      return bytes;
    } catch (AccessDeniedException e) {
      throw new Unusable(Place.START, "the file cannot be read: permission denied");
    } catch (IOException e) {
      throw new Unusable(Place.START, "the file cannot be read: " + Quoted.line(reason(e)));
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String decoded(byte[] bytes) throws Unusable {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw new Unusable(
          Place.afterAll(out),
          String.format(
              "not text: byte 0x%02X is not UTF-8; save the file as UTF-8", in.get(in.position())));
    }
    String text = out.toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String printable(String text) throws Unusable {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int character = text.codePointAt(i);
      if (!StreamReader.isPrintable(character)) {
        throw new Unusable(
            Place.afterAll(text.substring(0, i)),
            String.format(
                "not text: character U+%04X; write it as \"\\u%04X\" between double quotes",
                character, character));
      }
    }
    return text;
  }
}
