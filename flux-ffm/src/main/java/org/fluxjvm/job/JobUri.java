package org.fluxjvm.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Flux instance that a job is can be reached: Flux's {@code JobURI}.
 *
 * <p>A broker that is a job notes it as {@code ssh://host/path} of its socket. It is a memo, so
 * that the job's owner may have set it to anything: what is no such URI has neither of the two
 * forms.
 *
 * @param text the URI as it was noted; {@link org.fluxjvm.Flux#open(String)} takes it
 */
public record JobUri(String text) {
  private static final Pattern FORM =
      Pattern.compile("(?<scheme>(?i)local|ssh):(?://(?<host>[^/?#]*))?(?<path>[^?#]*).*");
  private static final Pattern SLASHES = Pattern.compile("/+");
  private static final String LOCAL = "local";

  /**
   * The form for use on the host of the instance, without {@code ssh}.
   *
   * @return a URI of the scheme {@code local}, if this is one of {@code local} or {@code ssh}
   */
  public Optional<String> local() {
    return form().map(form -> isLocal(form) ? text : "local://" + path(form));
  }

  /**
   * The form for use on any host.
   *
   * @param host the host of the instance, should the URI not tell: that of the broker that told of
   *     the job is {@code flux.attribute("hostname")}
   * @return a URI of the scheme {@code ssh}, if this is one of {@code local} or {@code ssh}
   */
  public Optional<String> remote(String host) {
    return form().map(form -> isLocal(form) ? "ssh://" + host + path(form) : text);
  }

  /**
   * The host of the instance.
   *
   * @return its name, without a user or a port; empty if the URI does not tell
   */
  public Optional<String> host() {
    return form()
        .filter(form -> !isLocal(form))
        .map(form -> form.group("host"))
        .map(host -> host.substring(host.indexOf('@') + 1).replaceFirst(":\\d*$", ""))
        .filter(host -> !host.isEmpty());
  }

  private Optional<Matcher> form() {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(form) : Optional.empty();
  }

  private static boolean isLocal(Matcher form) {
    return form.group("scheme").equalsIgnoreCase(LOCAL);
  }

  private static String path(Matcher form) {
    return SLASHES.matcher(form.group("path")).replaceAll("/");
  }

  /** The URI as it was noted. */
  @Override
  public String toString() {
    return text;
  }
}
