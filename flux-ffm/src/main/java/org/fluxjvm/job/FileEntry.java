package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An entry of the files section: a file that travels in the jobspec (RFC 37). */
final class FileEntry {
  /** Readable and writable by the owner. */
  static final int PRIVATE = 0600;

  /** Also executable by the owner. */
  static final int PROGRAM = 0700;

  private static final int REGULAR = 0100000;
  private static final int PERMISSIONS = 07777;

  private FileEntry() {}

  static ObjectNode text(String content, int permissions) {
    if ((permissions & ~PERMISSIONS) != 0) {
      throw new JobspecException(
          "permissions", "must be 0 to 07777, got 0" + Integer.toOctalString(permissions));
    }
    ObjectNode entry = Json.object();
    entry.put("mode", REGULAR | permissions);
    entry.put("data", content);
    return entry.put("encoding", "utf-8");
  }

  static ObjectNode bytes(byte[] content, int permissions) {
    ObjectNode entry = text("", permissions);
    return encode(entry, content);
  }

  static ObjectNode json(JsonNode data) {
    ObjectNode entry = Json.object();
    entry.put("mode", REGULAR | PRIVATE);
    entry.set("data", data);
    return entry;
  }

  static ObjectNode copy(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    byte[] content = Files.readAllBytes(file);
    ObjectNode entry = Json.object();
    entry.put("mode", (Integer) Files.getAttribute(file, "unix:mode"));
    entry.put("size", content.length);
    return encode(entry, content);
  }

  private static ObjectNode encode(ObjectNode entry, byte[] content) {
    if (isText(content)) {
      return entry.put("data", new String(content, UTF_8)).put("encoding", "utf-8");
    }
    return entry.put("data", Base64.getEncoder().encodeToString(content)).put("encoding", "base64");
  }

  /** Says no to NUL characters too, which Flux takes in no string. */
  private static boolean isText(byte[] content) {
    try {
      CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return text.chars().noneMatch(c -> c == 0);
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
