package org.fluxjvm.connector.embedded;

/** The spellings of a job id (RFC 19) that tasks and templates use. */
final class JobIds {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private JobIds() {}

  static String f58(long id) {
    return "ƒ" + base58(id);
  }

  static String f58plain(long id) {
    return "f" + base58(id);
  }

  private static String base58(long id) {
    StringBuilder text = new StringBuilder();
    long rest = id;
    do {
      text.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length())));
      rest = Long.divideUnsigned(rest, ALPHABET.length());
    } while (rest != 0);
    return text.reverse().toString();
  }
}
