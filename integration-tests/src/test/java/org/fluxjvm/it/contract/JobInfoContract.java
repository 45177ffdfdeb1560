package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.InstanceInfo;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobUri;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

abstract class JobInfoContract extends Contract {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);

  private JobId run(String... command) {
    JobId id = submit(command(command).build());
    flux.jobs().result(id);
    return id;
  }

  private List<JobId> ids(JobQuery query) {
    try (ResponseStream<JobInfo> list = flux.jobs().list(query)) {
      return StreamSupport.stream(list.spliterator(), false).map(JobInfo::id).toList();
    }
  }

  private JobInfo ended(JobId id) {
    flux.jobs().result(id);
    return Conditions.until(
        () -> flux.jobs().get(id).orElseThrow(), j -> j.state() == JobState.INACTIVE);
  }

  @Test
  void a_job_that_succeeded_tells_all_about_itself() {
    JobId id = submit(command("true").name("truly").duration("1m").build());

    JobInfo job = ended(id);

    assertThat(job.id()).isEqualTo(id);
    assertThat(job.name()).isEqualTo("truly");
    assertThat(job.state()).isEqualTo(JobState.INACTIVE);
    assertThat(job.result()).contains(Outcome.COMPLETED);
    assertThat(job.status()).isEqualTo("COMPLETED");
    assertThat(job.statusAbbreviation()).isEqualTo("CD");
    assertThat(job.success()).contains(true);
    assertThat(job.returnCode()).hasValue(0);
    assertThat(job.contextualTime()).isEqualTo(job.runtime());
    JsonNode dict = job.toDict();
    assertThat(dict.path("jobid").asString()).isEqualTo(id.f58());
    assertThat(dict.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(dict.path("returncode").asInt(-1)).isZero();
    assertThat(dict.path("exception")).hasToString("{\"occurred\":false}");
    assertThat(dict.path("runtime").asDouble()).isPositive();
    assertThat(dict.has("queue") || dict.has("uri")).isFalse();
    assertThat(flux.jobs().getAll(List.of(id, NO_JOB)))
        .extracting(Optional::isPresent)
        .containsExactly(true, false);
    assertThat(flux.jobs().get(id, Set.of("name")).orElseThrow().toTree().size()).isEqualTo(2);
    assertThat(ids(JobQuery.inactive().limit(0))).contains(id);
    assertThat(job.inactiveReason()).isEqualTo("Exit 0");
    assertThat(job.duration()).contains(Duration.ofMinutes(1));
    assertThat(job.username()).isEqualTo(System.getProperty("user.name"));
    assertThat(job.ntasks()).hasValue(1);
    assertThat(job.ranks()).hasValueSatisfying(ranks -> assertThat(ranks.count()).isOne());
    assertThat(job.nodelist()).hasValueSatisfying(hosts -> assertThat(hosts.count()).isOne());
    assertThat(job.runtime()).isPositive();
    assertThat(job.tSubmit()).isBefore(Instant.now());
    assertThat(job.entered(JobState.INACTIVE)).isPresent();
    assertThat(job.exception()).isEmpty();
  }

  @Test
  void a_job_that_was_canceled_tells_why() {
    JobId id = submit(command("true").build(), HELD);
    flux.jobs().cancel(id, "no longer wanted");

    JobInfo job = ended(id);

    assertThat(job.result()).contains(Outcome.CANCELED);
    assertThat(job.returnCode()).hasValue(-128);
    assertThat(job.inactiveReason()).isEqualTo("Canceled: no longer wanted");
    assertThat(job.exception())
        .contains(new JobInfo.ExceptionInfo("cancel", 0, "no longer wanted"));
  }

  @Test
  void a_running_job_tells_whose_it_is_and_what_it_has() {
    JobId id =
        submit(
            simulated("60s")
                .duration("1m")
                .setAttribute("system.project", "apollo")
                .setAttribute("system.bank", "piggy"));
    JobInfo job =
        Conditions.until(() -> flux.jobs().get(id).orElseThrow(), j -> j.state() == JobState.RUN);

    assertThat(job.isMine()).isTrue();
    assertThat(Long.toString(job.userid())).isEqualTo(flux.attribute("security.owner"));
    assertThat(job.priority()).hasValue(16);
    assertThat(job.nnodes()).hasValue(1);
    assertThat(job.ncores()).hasValue(1);
    assertThat(job.project()).contains("apollo");
    assertThat(job.bank()).contains("piggy");
    assertThat(job.statusEmoji()).isNotBlank();
    assertThat(job.tRemaining()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(job.expiration()).hasValueSatisfying(end -> assertThat(end).isAfter(Instant.now()));
    flux.jobs().cancel(id);
  }

  @Test
  void a_held_job_has_no_result_yet() {
    JobId id = submit(command("true").build(), HELD);
    JobInfo job =
        Conditions.until(() -> flux.jobs().get(id).orElseThrow(), j -> j.state() == JobState.SCHED);

    assertThat(job.status()).isEqualTo("SCHED");
    assertThat(job.urgency()).isZero();
    assertThat(job.contextualInfo()).isEqualTo("held");
    assertThat(job.returnCode()).isEmpty();
    assertThat(job.result()).isEmpty();
    assertThat(job.runtime()).isZero();
    flux.jobs().cancel(id);
  }

  @Test
  void an_unknown_job_is_no_job() {
    assertThat(flux.jobs().get(NO_JOB)).isEmpty();
    assertThat(flux.jobs().getAsync(NO_JOB).join()).isEmpty();
  }

  @Test
  void a_list_has_the_jobs_that_the_constraint_describes() {
    JobId failed = run("false");
    JobId fine = run("true");
    ended(failed);
    ended(fine);

    assertThat(ids(JobQuery.mine().limit(0))).contains(failed, fine);
    assertThat(ids(JobQuery.mine().results(Set.of(Outcome.FAILED)).limit(0)))
        .contains(failed)
        .doesNotContain(fine);
    assertThat(ids(JobQuery.everyone().where(Constraint.not(Constraint.name("false"))).limit(0)))
        .contains(fine)
        .doesNotContain(failed);
    assertThat(ids(JobQuery.mine().where(Constraint.states(JobState.RUN)).limit(0)))
        .doesNotContain(fine, failed);
  }

  @Test
  void a_list_of_jobs_of_a_time_ends_there() {
    JobId before = run("true");
    JobInfo last = ended(before);
    JobId after = run("true");
    ended(after);
    double time = last.toTree().path("t_inactive").doubleValue();

    assertThat(
            ids(JobQuery.mine().where(Constraint.entered(JobState.INACTIVE, ">" + time)).limit(0)))
        .contains(after)
        .doesNotContain(before);
    assertThat(ids(JobQuery.mine().since(last.entered(JobState.INACTIVE).orElseThrow()).limit(0)))
        .contains(after);
  }

  @Test
  void a_list_is_as_long_as_asked_for_and_has_what_was_asked_for() {
    ended(run("true"));
    ended(run("true"));

    try (ResponseStream<JobInfo> list =
        flux.jobs().list(JobQuery.mine().limit(1).attributes("state"))) {
      JobInfo only = list.next().orElseThrow();
      assertThat(list.next()).isEmpty();
      assertThat(only.state()).isNotNull();
      assertThatThrownBy(only::urgency)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("urgency");
    }
  }

  @Test
  void jobs_on_hosts_and_of_other_users_are_told_apart() {
    JobId id = run("true");
    Hostlist hosts = ended(id).nodelist().orElseThrow();

    assertThat(ids(JobQuery.mine().where(Constraint.hostlist(hosts)).limit(0))).contains(id);
    assertThat(ids(JobQuery.user(54321).limit(0))).isEmpty();
    assertThat(ids(JobQuery.user(System.getProperty("user.name")).limit(0))).contains(id);
  }

  @Test
  void an_unknown_attribute_fails_the_list() {
    ended(run("true")); // it is the first job that fails it
    assertThatThrownBy(() -> ids(JobQuery.mine().attributes("shoe_size")))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
  }

  @Test
  void what_is_stored_of_a_job_can_be_read() {
    JobId id = run("echo", "stored");

    JsonNode files = flux.jobs().lookup(id, "jobspec", "R");

    assertThat(files.path("jobspec").path("tasks").path(0).path("command").path(0).asString())
        .isEqualTo("echo");
    assertThat(files.path("R").path("version").asInt()).isOne();
    assertThat(
            flux.jobs().lookup(id, Lookup.of("jobspec").asText().base()).path("jobspec").isString())
        .isTrue();
    assertThat(
            flux.jobs().lookupAsync(id, Lookup.of("eventlog")).join().path("eventlog").asString())
        .contains("\"submit\"");
    assertThatThrownBy(() -> flux.jobs().lookup(NO_JOB, "R"))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void a_submitted_jobspec_comes_back_as_it_was() {
    var jobspec = command("echo", "back").build();

    JobId id = submit(jobspec);

    assertThat(flux.jobs().submittedJobspec(id)).isEqualTo(jobspec);
    flux.jobs().result(id);
  }

  @Test
  void time_left_is_until_the_limit() {
    JobId limited = submit(command("sleep", "60").duration(60).build());
    JobId unlimited = submit(command("sleep", "60").build());
    flux.jobs().eventWait(limited, "start");
    flux.jobs().eventWait(unlimited, "start");
    Conditions.until(
        () -> flux.jobs().get(unlimited).orElseThrow(), j -> j.state() == JobState.RUN);

    assertThat(flux.jobs().timeLeft(limited))
        .hasValueSatisfying(
            left -> assertThat(left).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61)));
    assertThat(flux.jobs().timeLeft(unlimited)).isEmpty();
    assertThat(flux.jobs().timeLeft()).isEmpty();

    flux.jobs().cancel(limited);
    flux.jobs().cancel(unlimited);
    ended(limited);
    assertThat(flux.jobs().timeLeft(limited)).contains(Duration.ZERO);
    assertThatThrownBy(() -> flux.jobs().timeLeft(NO_JOB)).hasMessageContaining("no such job");
  }

  @Test
  void a_memo_shows_among_the_annotations() {
    JobId id = submit(command("true").build(), HELD);

    flux.jobs().memo(id, Map.of("uri", "local:///somewhere"));

    JobInfo job =
        Conditions.until(() -> flux.jobs().get(id).orElseThrow(), j -> j.uri().isPresent());
    assertThat(job.uri()).contains(new JobUri("local:///somewhere"));
    assertThat(InstanceInfo.of(job)).isEmpty(); // it is not running
    flux.jobs().cancel(id);
  }

  @Test
  void jobs_are_counted_by_state_and_result() {
    long before = flux.jobs().stats().all().successful();

    ended(run("true"));

    Conditions.until(() -> flux.jobs().stats().all().successful(), n -> n > before);
    assertThat(flux.jobs().stats().all().total()).isPositive();
    assertThat(flux.jobs().statsAsync().join().queues()).isEmpty();
  }
}
