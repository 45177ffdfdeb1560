package org.fluxjvm.scheduler.jdbc;

import java.util.regex.Pattern;

/** A database's URL, or another text with URLs in it, as it may be shown. */
public final class DatabaseUrl {
  private static final String MASK = "***";
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;,(][^=?&;,(]*(?:password|passwd|pwd|secret|token)[^=]*=)[^&;,)]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?;\\s]*:[^/?;\\s]*@");

  private DatabaseUrl() {}

  /**
   * Takes out what opens the database: {@code user:password@}, and the values of parameters whose
   * names are a secret's.
   *
   * @param text the URL
   * @return the same with three asterisks for each secret
   */
  public static String shown(String text) {
    return PARAMETER
        .matcher(USER_INFO.matcher(text).replaceAll("//" + MASK + "@"))
        .replaceAll("$1" + MASK);
  }

  /**
   * Whether there is something in it that is not shown.
   *
   * @param text the URL
   * @return whether it has a secret
   */
  public static boolean hasSecret(String text) {
    return USER_INFO.matcher(text).find() || PARAMETER.matcher(text).find();
  }
}
