package org.fluxjvm.connector.libflux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds libflux-core, once, when it is first needed.
 *
 * <p>Tried in this order: the file that the system property {@value #PROPERTY} names, the one that
 * the environment variable {@value #VARIABLE} names, the dynamic loader's own search for {@value
 * #SONAME}, and the library directories beside the {@code flux} command on the {@code PATH}.
 */
public final class LibfluxLibrary {
  /** The system property that names the library's file. */
  public static final String PROPERTY = "fluxjvm.libflux-core";

  /** The environment variable that names the library's file. */
  public static final String VARIABLE = "FLUXJVM_LIBFLUX_CORE";

  /** The name that the dynamic loader looks for. */
  public static final String SONAME = "libflux-core.so.2";

  private static @Nullable SymbolLookup symbols;

  private LibfluxLibrary() {}

  /**
   * The functions of libflux-core.
   *
   * @return a lookup that lives as long as the virtual machine
   * @throws FluxException {@code ENOENT} if the library is not found; it names what was tried
   */
  public static synchronized SymbolLookup symbols() {
    SymbolLookup found = symbols;
    if (found == null) {
      found = load(candidates(System.getProperty(PROPERTY), System.getenv()::get));
      symbols = found;
    }
    return found;
  }

  static SymbolLookup load(List<String> candidates) {
    List<String> tried = new ArrayList<>();
    for (String candidate : candidates) {
      try {
        return SymbolLookup.libraryLookup(candidate, Arena.global());
      } catch (IllegalArgumentException e) {
        tried.add(candidate);
      } catch (IllegalCallerException e) {
        throw notAllowed(e);
      }
    }
    throw new FluxException(
        Errno.ENOENT,
        SONAME,
        "libflux-core was not found; tried "
            + String.join(", ", tried)
            + ". Install flux-core, or name the library in -D"
            + PROPERTY
            + "=FILE or "
            + VARIABLE
            + ", or use the URI embedded: which needs no Flux");
  }

  static List<String> candidates(
      @Nullable String property, java.util.function.Function<String, @Nullable String> env) {
    List<String> candidates = new ArrayList<>();
    String variable = env.apply(VARIABLE);
    if (property != null && !property.isEmpty()) {
      candidates.add(property);
    } else if (variable != null && !variable.isEmpty()) {
      candidates.add(variable);
    } else {
      candidates.add(SONAME);
      besideFlux(env.apply("PATH"), candidates);
    }
    return candidates;
  }

  private static void besideFlux(@Nullable String path, List<String> candidates) {
    Path prefix = FluxCommand.find(path).map(LibfluxLibrary::prefixOf).orElse(null);
    if (prefix != null) {
      for (String lib : List.of("lib", "lib64", multiarch())) {
        candidates.add(prefix.resolve(lib).resolve(SONAME).toString());
      }
    }
  }

  /** The command is often a link into the prefix that flux-core is installed under. */
  private static @Nullable Path prefixOf(Path command) {
    try {
      Path bin = command.toRealPath().getParent();
      return bin == null ? null : bin.getParent();
    } catch (IOException e) {
      return null; // gone since it was seen: nothing to look beside
    }
  }

  private static String multiarch() {
    return System.getProperty("os.arch").equals("aarch64")
        ? "lib/aarch64-linux-gnu"
        : "lib/x86_64-linux-gnu";
  }

  /** A class that needs a missing function says so once, and later why it could not be loaded. */
  static FluxException tooOld(LinkageError missing) {
    Throwable first = missing;
    for (Throwable cause = first; cause != null; cause = cause.getCause()) {
      first = cause;
    }
    FluxException exception =
        new FluxException(
            Errno.ENOSYS,
            SONAME,
            first.getMessage() + "; it is older than this binding: install a newer flux-core");
    exception.initCause(missing);
    return exception;
  }

  private static FluxException notAllowed(IllegalCallerException cause) {
    Module module = LibfluxLibrary.class.getModule();
    FluxException exception =
        new FluxException(
            Errno.EACCES,
            SONAME,
            "this virtual machine denies native access; start it with --enable-native-access="
                + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
    exception.initCause(cause);
    return exception;
  }
}
