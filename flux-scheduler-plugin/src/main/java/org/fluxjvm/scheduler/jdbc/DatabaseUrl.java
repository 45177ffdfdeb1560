package org.fluxjvm.scheduler.jdbc;

import java.util.regex.Pattern;

/** A database's URL as it may be shown. */
final class DatabaseUrl {
  private static final Pattern SECRET =
      Pattern.compile("(?i)([?&;,(][^=?&;,(]*(?:password|passwd|pwd|secret|token)[^=]*=)[^&;,)]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?;]*@");

  private DatabaseUrl() {}

  /** The URL without what opens the database. */
  static String shown(String url) {
    return SECRET.matcher(USER_INFO.matcher(url).replaceAll("//")).replaceAll("$1***");
  }
}
