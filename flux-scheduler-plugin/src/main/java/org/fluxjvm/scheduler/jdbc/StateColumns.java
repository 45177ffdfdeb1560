package org.fluxjvm.scheduler.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A state as columns.
 *
 * @param word the state
 * @param job the job's id, of a placed run: unsigned, in a signed column
 * @param instance of a placed run
 * @param uri of a placed run
 * @param outcome of a run that is done
 * @param returnCode of a run that is done
 * @param note the note of a run that is done, or why it is uncertain or abandoned
 */
record StateColumns(
    String word,
    @Nullable Long job,
    @Nullable String instance,
    @Nullable String uri,
    @Nullable String outcome,
    @Nullable Integer returnCode,
    @Nullable String note) {

  /** The words of the states that something has still to happen after. */
  static final String OPEN =
      Stream.of("INTENT", "HELD", "RELEASING", "RELEASED", "RUNNING")
          .collect(Collectors.joining("', '", "('", "')"));

  /** The words of the states in which there is a job. */
  static final String PLACED = OPEN.replace("'INTENT', ", "");

  static StateColumns of(RunState state) {
    String word = state.word();
    return switch (state) {
      case RunState.Intent intent -> new StateColumns(word, null, null, null, null, null, null);
      case RunState.Placed placed -> placed(word, placed.placement());
      case RunState.Done done -> done(word, done.end());
      case RunState.Uncertain uncertain -> reason(word, uncertain.reason());
      case RunState.Abandoned abandoned -> reason(word, abandoned.reason());
    };
  }

  private static StateColumns placed(String word, Placement at) {
    return new StateColumns(
        word, at.job().value(), at.instance(), Text.kept(at.uri()), null, null, null);
  }

  private static StateColumns done(String word, RunEnd end) {
    Integer returnCode = end.returnCode().isPresent() ? end.returnCode().getAsInt() : null;
    return new StateColumns(
        word, null, null, null, end.outcome().name(), returnCode, Text.kept(end.note()));
  }

  private static StateColumns reason(String word, String reason) {
    return new StateColumns(word, null, null, null, null, null, Text.kept(reason));
  }

  static RunState read(ResultSet row) throws SQLException {
    String word = row.getString("STATE");
    return switch (word) {
      case "INTENT" -> new RunState.Intent();
      case "HELD" -> new RunState.Held(placement(row).orElseThrow());
      case "RELEASING" -> new RunState.Releasing(placement(row).orElseThrow());
      case "RELEASED" -> new RunState.Released(placement(row).orElseThrow());
      case "RUNNING" -> new RunState.Running(placement(row).orElseThrow());
      case "DONE" -> new RunState.Done(end(row));
      case "UNCERTAIN" -> new RunState.Uncertain(row.getString("NOTE"));
      case "ABANDONED" -> new RunState.Abandoned(row.getString("NOTE"));
      default ->
          throw new SQLException("run " + row.getString("RUN_ID") + " has the state " + word);
    };
  }

  private static RunEnd end(ResultSet row) throws SQLException {
    int number = row.getInt("RETURN_CODE");
    OptionalInt returnCode = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    return new RunEnd(
        RunEnd.Outcome.valueOf(row.getString("OUTCOME")), returnCode, row.getString("NOTE"));
  }

  static Optional<Placement> placement(ResultSet row) throws SQLException {
    long job = row.getLong("JOB_ID");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Placement(JobId.of(job), row.getString("INSTANCE"), row.getString("URI")));
  }
}
