package org.fluxjvm.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxjvm.Errno;

/** The tag {@code errno}: the errors that Flux and this client are known to answer. */
final class ErrnoLabel {
  static final String OTHER = "other";

  private static final Set<Errno> KNOWN =
      Set.of(
          Errno.EPERM,
          Errno.ENOENT,
          Errno.EINTR,
          Errno.EIO,
          Errno.EAGAIN,
          Errno.ENOMEM,
          Errno.EACCES,
          Errno.EBUSY,
          Errno.EEXIST,
          Errno.EINVAL,
          Errno.ENOSPC,
          Errno.EPIPE,
          Errno.EDEADLK,
          Errno.ENOSYS,
          Errno.ENODATA,
          Errno.EPROTO,
          Errno.EOVERFLOW,
          Errno.EOPNOTSUPP,
          Errno.ECONNRESET,
          Errno.ETIMEDOUT,
          Errno.ECONNREFUSED,
          Errno.EHOSTUNREACH,
          Errno.ECANCELED);

  static final List<String> TAGS =
      Stream.concat(
              KNOWN.stream().sorted(Comparator.naturalOrder()).map(Errno::name), Stream.of(OTHER))
          .toList();

  private ErrnoLabel() {}

  static String of(Errno errno) {
    return KNOWN.contains(errno) ? errno.name() : OTHER;
  }
}
