package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fluxjvm.scheduler.control.StateDirectory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a scheduler was when it ran last, so that its ledger can be read when it does not.
 *
 * @param scheduler its name
 * @param database the URL of its database, without a password; empty if it had none
 */
record StateFile(String scheduler, Optional<String> database) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static void write(StateDirectory directory, String scheduler, Store store) {
    Optional<String> url =
        store instanceof Store.Database database ? Optional.of(database.url()) : Optional.empty();
    try {
      Files.write(file(directory), MAPPER.writeValueAsBytes(new StateFile(scheduler, url)));
    } catch (IOException e) {
      throw new Failure(Failure.FAILED, "cannot write " + file(directory) + ": " + e, e);
    }
  }

  static StateFile read(StateDirectory directory) {
    try {
      return MAPPER.readValue(
          Files.readString(file(directory), StandardCharsets.UTF_8), StateFile.class);
    } catch (NoSuchFileException e) {
      throw new Failure(
          Failure.FAILED,
          "no scheduler has run on " + directory + " yet\n" + SchedulerOptions.HOW_TO_START,
          e);
    } catch (IOException | JacksonException e) {
      throw new Failure(Failure.FAILED, "cannot read " + file(directory) + ": " + e, e);
    }
  }

  private static Path file(StateDirectory directory) {
    return directory.path().resolve("scheduler.json");
  }
}
