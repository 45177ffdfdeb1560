package org.fluxjvm.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.user.CurrentUser;
import org.fluxjvm.user.UserDatabase;
import tools.jackson.databind.JsonNode;

/**
 * What {@code job-list} knows of a job, as of the time that it was asked.
 *
 * <p>The JSON is kept as it came, and parsed when something is asked for. What a job does not have,
 * or not yet, is empty. {@link #userid}, {@link #urgency}, {@link #state} and {@link #tSubmit} are
 * there for every job; where a {@link JobQuery} left them out they throw {@link
 * IllegalStateException}.
 */
public final class JobInfo {
  private final JobId id;
  private final JobAttributes attributes;

  JobInfo(byte[] json) {
    this.attributes = new JobAttributes(json);
    this.id = Listing.id(json);
  }

  /**
   * The job.
   *
   * @return its id
   */
  public JobId id() {
    return id;
  }

  /**
   * Who submitted it.
   *
   * @return a user id
   */
  public long userid() {
    return attributes.requiredLong("userid");
  }

  /**
   * Whether it belongs to the user of this process, as those of {@link JobQuery#mine} do.
   *
   * @return true if that user submitted it
   */
  public boolean isMine() {
    return userid() == CurrentUser.ofRequests();
  }

  /**
   * Who submitted it.
   *
   * @return the user's name on this machine, the id in decimal if it has none here
   */
  public String username() {
    return UserDatabase.name(userid()).orElseGet(() -> Long.toString(userid()));
  }

  /**
   * How urgent its owner says it is.
   *
   * @return 0 to 31; 0 is held
   */
  public int urgency() {
    return attributes.requiredInt("urgency");
  }

  /**
   * Its place among pending jobs.
   *
   * @return 0 to 4294967295, once it has one
   */
  public OptionalLong priority() {
    return attributes.longNumber("priority");
  }

  /**
   * Its state.
   *
   * @return the state
   */
  public JobState state() {
    return JobState.ofBit(attributes.requiredInt("state"));
  }

  /**
   * How it ended.
   *
   * @return the result of an inactive job
   */
  public Optional<Outcome> result() {
    OptionalInt bit = attributes.number("result");
    return bit.isPresent() ? Optional.of(Outcome.ofBit(bit.getAsInt())) : Optional.empty();
  }

  /**
   * The state of an active job, else its result.
   *
   * @return a name like {@code SCHED} or {@code COMPLETED}
   */
  public String status() {
    return JobState.ACTIVE.contains(state()) ? state().name() : result().map(Enum::name).orElse("");
  }

  /**
   * The state of an active job, else its result, for a narrow column.
   *
   * @return {@link JobState#letter()} or {@link Outcome#abbreviation()}
   */
  public String statusAbbreviation() {
    return JobState.ACTIVE.contains(state())
        ? String.valueOf(state().letter())
        : result().map(Outcome::abbreviation).orElse("");
  }

  /**
   * The state of an active job, else its result, as a picture.
   *
   * @return {@link JobState#emoji()} or {@link Outcome#emoji()}
   */
  public String statusEmoji() {
    return JobState.ACTIVE.contains(state())
        ? state().emoji()
        : result().map(Outcome::emoji).orElse("");
  }

  /**
   * Whether it ran and all its tasks ended with exit code 0.
   *
   * @return known of an inactive job
   */
  public Optional<Boolean> success() {
    JsonNode success = attributes.tree().path("success");
    return success.isBoolean() ? Optional.of(success.booleanValue()) : Optional.empty();
  }

  /**
   * The greatest {@code wait(2)} status of its job shells.
   *
   * @return known of a job that ran
   */
  public OptionalInt waitStatus() {
    return attributes.number("waitstatus");
  }

  /**
   * The exit code as a shell would give it.
   *
   * @return the greatest exit code of its tasks, or minus the signal that killed a job shell;
   *     without a wait status, -128 if it was canceled and 1 if it failed; empty for an active job
   */
  public OptionalInt returnCode() {
    OptionalInt status = waitStatus();
    if (status.isPresent()) {
      return OptionalInt.of(JobResult.returnCode(status.getAsInt()));
    }
    return switch (result().orElse(null)) {
      case CANCELED -> OptionalInt.of(-128);
      case FAILED -> OptionalInt.of(1);
      case null, default -> OptionalInt.empty();
    };
  }

  /**
   * The exception of the lowest severity number; of several, the first.
   *
   * @return an exception that was raised on it
   */
  public Optional<ExceptionInfo> exception() {
    JsonNode tree = attributes.tree();
    if (!tree.path("exception_occurred").asBoolean(false)) {
      return Optional.empty();
    }
    return Optional.of(
        new ExceptionInfo(
            tree.path("exception_type").stringValue(""),
            tree.path("exception_severity").asInt(0),
            tree.path("exception_note").stringValue("")));
  }

  /**
   * An exception that was raised on a job.
   *
   * @param type such as {@code cancel}, {@code timeout}, {@code exec}
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation, may be empty
   */
  public record ExceptionInfo(String type, int severity, String note) {}

  /**
   * When it was submitted.
   *
   * @return the time
   */
  public Instant tSubmit() {
    return attributes.requiredTime("t_submit");
  }

  /**
   * When it came to a state after {@link JobState#NEW}, for the first time.
   *
   * @param state a state from {@link JobState#DEPEND} to {@link JobState#INACTIVE}
   * @return the time, if it did
   */
  public Optional<Instant> entered(JobState state) {
    return attributes.time(state.timestamp());
  }

  /**
   * How long it has been running, or ran.
   *
   * @return zero if it has not got resources yet
   */
  public Duration runtime() {
    return runtime(InstantSource.system());
  }

  /**
   * How long it has been running at a time, or ran.
   *
   * @param clock tells the time
   * @return zero if it has not got resources yet
   */
  public Duration runtime(InstantSource clock) {
    return entered(JobState.RUN)
        .map(start -> Duration.between(start, entered(JobState.CLEANUP).orElseGet(clock::instant)))
        .orElse(Duration.ZERO);
  }

  /**
   * How long it may still run.
   *
   * @return zero if it is not in the state {@link JobState#RUN}, or has no time limit
   */
  public Duration tRemaining() {
    return tRemaining(InstantSource.system());
  }

  /**
   * How long it may still run at a time.
   *
   * @param clock tells the time
   * @return zero if it is not in the state {@link JobState#RUN}, or has no time limit
   */
  public Duration tRemaining(InstantSource clock) {
    if (state() != JobState.RUN) {
      return Duration.ZERO;
    }
    return expiration()
        .map(end -> Duration.between(clock.instant(), end))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /**
   * When its time is up.
   *
   * @return the time, if it has resources and a time limit
   */
  public Optional<Instant> expiration() {
    return attributes.time("expiration");
  }

  /**
   * Its time limit.
   *
   * @return the limit, if it has one
   */
  public Optional<Duration> duration() {
    return attributes.span("duration");
  }

  /**
   * Its name.
   *
   * @return the name of the job, else that of its program
   */
  public String name() {
    return attributes.text("name").orElse("");
  }

  /**
   * Its working directory.
   *
   * @return a path
   */
  public Optional<String> cwd() {
    return attributes.text("cwd");
  }

  /**
   * Its queue.
   *
   * @return the name, if the instance has named queues
   */
  public Optional<String> queue() {
    return attributes.text("queue");
  }

  /**
   * Its project.
   *
   * @return the name, for accounting
   */
  public Optional<String> project() {
    return attributes.text("project");
  }

  /**
   * Its bank.
   *
   * @return the name, for accounting
   */
  public Optional<String> bank() {
    return attributes.text("bank");
  }

  /**
   * The number of its tasks.
   *
   * @return the number
   */
  public OptionalInt ntasks() {
    return attributes.number("ntasks");
  }

  /**
   * The number of its cores.
   *
   * @return the number, if it follows from the jobspec, or it has resources
   */
  public OptionalInt ncores() {
    return attributes.number("ncores");
  }

  /**
   * The number of its nodes.
   *
   * @return the number, if it follows from the jobspec, or it has resources
   */
  public OptionalInt nnodes() {
    return attributes.number("nnodes");
  }

  /**
   * The broker ranks that it runs on.
   *
   * @return ranks, once it has resources
   */
  public Optional<Idset> ranks() {
    return attributes.parsed("ranks", Idset::parse);
  }

  /**
   * The hosts that it runs on.
   *
   * @return hosts, once it has resources
   */
  public Optional<Hostlist> nodelist() {
    return attributes.parsed("nodelist", Hostlist::parse);
  }

  /**
   * What it still waits for.
   *
   * @return descriptions like {@code after-start=1234}
   */
  public List<String> dependencies() {
    return attributes
        .tree()
        .path("dependencies")
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  /**
   * What scheduler ({@code sched}) and user ({@code user}) noted about it.
   *
   * @return an object, a missing node if there is nothing
   */
  public JsonNode annotations() {
    return attributes.tree().path("annotations");
  }

  /**
   * Where the Flux instance that it is can be reached; {@link org.fluxjvm.InstanceInfo} asks it.
   *
   * @return what the instance noted about itself, if it is one
   */
  public Optional<JobUri> uri() {
    String uri = annotations().path("user").path("uri").stringValue("");
    return uri.isEmpty() ? Optional.empty() : Optional.of(new JobUri(uri));
  }

  /**
   * What a listing says in one column: what a pending job waits for, where others run or ran.
   *
   * @return a text, may be empty
   */
  public String contextualInfo() {
    return JobSummary.context(this, InstantSource.system());
  }

  /**
   * What a listing says of its time: how long it runs or ran, of a pending job its time limit.
   *
   * @return zero for a pending job without a time limit
   */
  public Duration contextualTime() {
    return JobState.PENDING.contains(state()) ? duration().orElse(Duration.ZERO) : runtime();
  }

  /**
   * Why it is inactive, in words.
   *
   * @return a text, empty for an active job
   */
  public String inactiveReason() {
    return JobSummary.inactiveReason(this);
  }

  /**
   * All of it under the names of Flux's Python bindings ({@code JobInfo.to_dict}): states and
   * results in words, with {@code jobid} in F58, {@code username}, {@code status}, {@code runtime},
   * {@code returncode}, {@code exception} and {@code uri}.
   *
   * <p>This is the filtered form. The other one fills in empty strings also where there would be a
   * number, so that nothing tells what is unknown from what is zero or empty; what came is in
   * {@link #toTree}.
   *
   * @return a JSON object without what the job does not have
   */
  public JsonNode toDict() {
    return JobDictionary.of(this, attributes.tree());
  }

  /**
   * All of it, as it came.
   *
   * @return a copy
   */
  public JsonNode toTree() {
    return attributes.tree().deepCopy();
  }

  @Override
  public String toString() {
    return id + " " + attributes.tree();
  }
}
