package org.fluxjvm.connector.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Signs a jobspec with the mechanism "none", and opens what is so signed. */
final class Signer {
  private static final String VERSION = "version";
  private static final String USERID = "userid";
  private static final String MECHANISM = "mechanism";

  private final long userid;

  Signer(long userid) {
    this.userid = userid;
  }

  /** What was signed, and who says that he did. */
  record Signed(long userid, String jobspec) {}

  String sign(byte[] jobspec) {
    String header =
        String.join("\0", VERSION, "i1", USERID, "i" + userid, MECHANISM, "snone") + "\0";
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(jobspec)
        + ".none";
  }

  static Optional<Signed> unwrap(String signed) {
    String[] parts = signed.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      String header = utf8(base64.decode(parts[0]));
      var fields = Arrays.asList(header.split("\0"));
      int mechanism = fields.indexOf(MECHANISM);
      int user = fields.indexOf(USERID);
      if (mechanism < 0 || user < 0 || !fields.get(mechanism + 1).equals("snone")) {
        return Optional.empty();
      }
      long userid = Long.parseLong(fields.get(user + 1).substring(1));
      return Optional.of(new Signed(userid, utf8(base64.decode(parts[1]))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
