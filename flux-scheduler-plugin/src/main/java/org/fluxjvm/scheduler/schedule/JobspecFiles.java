package org.fluxjvm.scheduler.schedule;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecException;
import org.fluxjvm.scheduler.jobspec.Templates;

/** Reads the jobspec file that a schedule names: YAML by its ending, else JSON. */
final class JobspecFiles {
  private static final Pattern YAML = Pattern.compile("\\.ya?ml$");

  private JobspecFiles() {}

  static Optional<Work.JobspecFile> read(Field field, Problems problems) {
    return TextValues.path(field, problems).flatMap(path -> read(path, field, problems));
  }

  private static Optional<Work.JobspecFile> read(String path, Field field, Problems problems) {
    try {
      Path file = problems.file().resolveSibling(path);
      Jobspec jobspec = parse(file);
      String what = "`jobspec` " + Quoted.quoted(path);
      return TemplateCheck.tell(Templates.mistakes(jobspec), what, field.node(), problems)
          ? Optional.of(new Work.JobspecFile(file, jobspec))
          : Optional.empty();
    } catch (InvalidPathException e) {
      tell(path, String.valueOf(e.getReason()), field, problems);
    } catch (FileText.Unusable e) {
      Place place = e.place();
      String where = place.equals(Place.START) ? "" : "line %d: ".formatted(place.line());
      tell(path, where + e.what(), field, problems);
    } catch (JobspecException | IOException e) {
      // Parsers go on with excerpts in further lines.
      tell(path, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), field, problems);
    }
    return Optional.empty();
  }

  private static Jobspec parse(Path file) throws FileText.Unusable, IOException {
    String text = FileText.read(file);
    return YAML.matcher(file.toString()).find()
        ? Jobspec.fromYaml(new StringReader(text))
        : Jobspec.fromJson(text);
  }

  private static void tell(String path, String what, Field field, Problems problems) {
    problems.error(
        field.mark(),
        "`jobspec` %s: %s (the path is relative to the schedule file)"
            .formatted(Quoted.quoted(path), Quoted.line(what)));
  }
}
