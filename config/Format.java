import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format. Maven plugins run it inside Maven's own JDK, whose parser may
 * be too old for the sources; this runs on the toolchain.
 */
final class Format {
  public static void main(String[] args) throws IOException, FormatterException {
    boolean apply = args[0].equals("apply");
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources(Path.of(args[1]))) {
      String text = Files.readString(source);
      String formatted =
          new Formatter().formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(text));
      if (!formatted.equals(text)) {
        unformatted.add(source);
        if (apply) {
          Files.writeString(source, formatted);
        }
      }
    }
    if (!apply && !unformatted.isEmpty()) {
      unformatted.forEach(path -> System.err.println("not formatted: " + path));
      System.err.println("Run: mvn -N process-sources -Dformat=apply");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(path -> path.toString().matches(".*/src/(main|test)/java/.*[.]java"))
          .toList();
    }
  }
}
