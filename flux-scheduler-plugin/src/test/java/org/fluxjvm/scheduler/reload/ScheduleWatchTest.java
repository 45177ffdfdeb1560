package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduleFileException;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch whose time passes when the test says so. */
class ScheduleWatchTest {
  private record Pause(Duration length, CompletableFuture<Void> end) {}

  @TempDir Path folder;
  private final BlockingQueue<Pause> pauses = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private boolean storeIsDown;
  private Path file;
  private ScheduleWatch watch;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("schedule.yaml");
    write("first");
    watch =
        new ScheduleWatch(
            ScheduleFile.read(file, Clock.systemUTC()),
            Clock.systemUTC(),
            length -> {
              Pause pause = new Pause(length, new CompletableFuture<>());
              pauses.add(pause);
              return pause.end();
            },
            new ScheduleWatch.Listener() {
              @Override
              public void onChanged(ScheduleFile changed) {
                if (storeIsDown) {
                  throw new IllegalStateException("the store is down");
                }
                told.add(changed.jobs().stream().map(ScheduledJob::name).toList().toString());
              }

              @Override
              public void onBroken(ScheduleFileException mistakes) {
                mistakes.problems().forEach(problem -> told.add(problem.toString()));
              }

              @Override
              public void onFailed(Exception failure) {
                told.add(String.valueOf(failure.getMessage()));
              }
            });
    look();
    told.clear(); // it takes the file up once in any case
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private void write(String job) throws IOException {
    Files.writeString(file, "jobs: [{ name: %s, every: 1h, command: [x] }]\n".formatted(job));
  }

  /** Lets the time until the next look pass, and waits for its end. */
  private Duration look() throws InterruptedException {
    Pause pause = pauses.take();
    pause.end().complete(null);
    await().until(() -> !pauses.isEmpty());
    return pause.length();
  }

  @Test
  void a_change_is_taken_up_when_two_looks_see_the_same() throws Exception {
    write("second");

    assertThat(look()).isEqualTo(Duration.ofSeconds(5));
    assertThat(told).isEmpty();
    assertThat(look()).isLessThan(Duration.ofSeconds(5));
    assertThat(told).containsExactly("[second]");
    look();
    assertThat(told).hasSize(1);
  }

  @Test
  void a_file_that_is_being_written_is_waited_for() throws Exception {
    for (int part = 0; part < 3; part++) {
      write("part" + part);
      look();
    }
    assertThat(told).isEmpty();
    look();
    assertThat(told).containsExactly("[part2]");
  }

  @Test
  void a_file_that_is_put_in_the_place_of_another_is_seen_though_its_time_is_the_same()
      throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    Path other = folder.resolve("other");
    Files.writeString(other, Files.readString(file).replace("first", "other"));
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    look();
    look();

    assertThat(told).containsExactly("[other]");
  }

  @Test
  void a_file_that_was_only_touched_is_not_taken_up() throws Exception {
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    look();
    look();

    assertThat(told).isEmpty();
  }

  @Test
  void a_broken_file_is_told_with_its_place_once_for_each_content() throws Exception {
    Files.writeString(file, "jobs: [{ name: a }, { nam: b }]\n");

    for (int looks = 0; looks < 5; looks++) {
      look();
    }
    assertThat(told)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(line -> line.startsWith(file + ":1:"));

    told.clear();
    write("right");
    look();
    look();
    assertThat(told).containsExactly("[right]");
  }

  @Test
  void a_file_that_is_gone_is_told_once_and_taken_up_when_it_is_back() throws Exception {
    Files.delete(file);
    look();
    look();
    look();
    assertThat(told).containsExactly(file + ":1:1: there is no such file");

    told.clear();
    write("back");
    look();
    look();
    assertThat(told).containsExactly("[back]");
  }

  @Test
  void what_cannot_be_taken_up_now_is_told_once_and_tried_again() throws Exception {
    storeIsDown = true;
    write("second");
    for (int looks = 0; looks < 5; looks++) {
      look();
    }
    assertThat(told).containsExactly("the store is down");

    storeIsDown = false;
    look();
    assertThat(told).containsExactly("the store is down", "[second]");
  }

  @Test
  void a_changed_jobspec_file_is_a_change_of_the_schedule() throws Exception {
    Path jobspec = folder.resolve("report.json");
    String json = JobspecV1.fromCommand(List.of("one")).environment(Map.of()).build().toJson();
    Files.writeString(jobspec, json);
    Files.writeString(file, "jobs: [{ name: report, every: 1h, jobspec: report.json }]\n");
    look();
    look();
    look(); // the jobspec may have changed before it was watched
    told.clear();

    Files.writeString(jobspec, json.replace("one", "two"));
    look();
    look();

    assertThat(told).containsExactly("[report]");
  }

  @Test
  void a_mistake_in_a_jobspec_file_that_only_the_change_names_is_corrected_there()
      throws Exception {
    Path jobspec = folder.resolve("new.json");
    Files.writeString(jobspec, "{ \"version\": 1 ");
    Files.writeString(file, "jobs: [{ name: report, every: 1h, jobspec: new.json }]\n");
    for (int looks = 0; looks < 4; looks++) {
      look();
    }
    assertThat(told).hasSize(1).allMatch(line -> line.contains("new.json"));

    told.clear();
    Files.writeString(
        jobspec, JobspecV1.fromCommand(List.of("one")).environment(Map.of()).build().toJson());
    look();

    assertThat(told).containsExactly("[report]");
  }

  @Test
  void who_asks_for_it_has_the_file_taken_up_before_the_next_look() throws Exception {
    write("second");

    watch.lookNow();

    await().untilAsserted(() -> assertThat(told).containsExactly("[second]"));
  }

  @Test
  void nothing_is_looked_at_after_the_end() throws Exception {
    watch.close();

    assertThat(pauses.take().end()).isCancelled();
    assertThat(pauses).isEmpty();
  }
}
