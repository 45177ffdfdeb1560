package org.fluxjvm.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of one Flux instance.
 *
 * <p>Every method that asks Flux exists twice: one blocks and throws {@link FluxException}, one
 * returns a future that fails with it. Methods that return a stream do not block; reading it does.
 */
public final class Jobs implements JobSubmission, JobControl, JobEvents, JobQueries {
  private final RpcClient client;
  private final Submission submission;
  private final Control control;
  private final EventReader events;
  private final Waiting waiting;
  private final Listing listing;
  private final JobFiles files;
  private final TimeLeft timeLeft;

  /**
   * Makes the job API of a handle.
   *
   * @param client sends the requests
   */
  public Jobs(RpcClient client) {
    this.client = client;
    this.submission = new Submission(client);
    this.control = new Control(client);
    this.events = new EventReader(client);
    this.waiting = new Waiting(client);
    this.listing = new Listing(client);
    this.files = new JobFiles(client);
    this.timeLeft = new TimeLeft(client, listing);
  }

  @Override
  public JobId submit(Jobspec jobspec, SubmitOptions options) {
    client.refuseEventLoop(Submission.TOPIC); // before there is a job
    return submission.unsigned(jobspec, options).await();
  }

  @Override
  public CompletableFuture<JobId> submitAsync(Jobspec jobspec, SubmitOptions options) {
    return submission.unsigned(jobspec, options).toFuture();
  }

  @Override
  public JobId submitSigned(String j, SubmitOptions options) {
    client.refuseEventLoop(Submission.TOPIC);
    return submission.signed(j, options).await();
  }

  @Override
  public CompletableFuture<JobId> submitSignedAsync(String j, SubmitOptions options) {
    return submission.signed(j, options).toFuture();
  }

  @Override
  public List<SubmitOutcome> submitAll(Collection<Jobspec> jobspecs, SubmitOptions options) {
    client.refuseEventLoop(Submission.TOPIC);
    BulkSubmission bulk = bulk(jobspecs, options);
    return client.gathered(Submission.TOPIC, bulk.done(), bulk).await();
  }

  @Override
  public CompletableFuture<List<SubmitOutcome>> submitAllAsync(
      Collection<Jobspec> jobspecs, SubmitOptions options) {
    BulkSubmission bulk = bulk(jobspecs, options);
    CompletableFuture<List<SubmitOutcome>> outcomes =
        client.gathered(Submission.TOPIC, bulk.done(), bulk).toFuture();
    var _ = outcomes.whenComplete((all, error) -> bulk.cancel()); // which ends what is not done
    return outcomes;
  }

  private BulkSubmission bulk(Collection<Jobspec> jobspecs, SubmitOptions options) {
    return BulkSubmission.start(submission, List.copyOf(jobspecs), options);
  }

  @Override
  public void kill(JobId id, int signal) {
    control.kill(id, signal).await();
  }

  @Override
  public CompletableFuture<Void> killAsync(JobId id, int signal) {
    return done(control.kill(id, signal));
  }

  @Override
  public BulkOutcome killAll(JobSelection jobs, int signal) {
    return control.killAll(jobs, signal).await();
  }

  @Override
  public CompletableFuture<BulkOutcome> killAllAsync(JobSelection jobs, int signal) {
    return control.killAll(jobs, signal).toFuture();
  }

  @Override
  public void raise(JobId id, String type, int severity, String note) {
    control.raise(id, type, severity, note).await();
  }

  @Override
  public CompletableFuture<Void> raiseAsync(JobId id, String type, int severity, String note) {
    return done(control.raise(id, type, severity, note));
  }

  @Override
  public BulkOutcome raiseAll(JobSelection jobs, String type, int severity, String note) {
    return control.raiseAll(jobs, type, severity, note).await();
  }

  @Override
  public CompletableFuture<BulkOutcome> raiseAllAsync(
      JobSelection jobs, String type, int severity, String note) {
    return control.raiseAll(jobs, type, severity, note).toFuture();
  }

  @Override
  public int setUrgency(JobId id, int urgency) {
    return control.urgency(id, urgency).await();
  }

  @Override
  public CompletableFuture<Integer> setUrgencyAsync(JobId id, int urgency) {
    return control.urgency(id, urgency).toFuture();
  }

  @Override
  public void memo(JobId id, Map<String, ?> memo) {
    control.memo(id, memo).await();
  }

  @Override
  public CompletableFuture<Void> memoAsync(JobId id, Map<String, ?> memo) {
    return done(control.memo(id, memo));
  }

  @Override
  public void volatileMemo(JobId id, Map<String, ?> memo) {
    control.volatileMemo(id, memo).await();
  }

  @Override
  public CompletableFuture<Void> volatileMemoAsync(JobId id, Map<String, ?> memo) {
    return done(control.volatileMemo(id, memo));
  }

  @Override
  public ResponseStream<JobEvent> eventWatch(JobId id, String path, MissingLog missing) {
    return events.watch(id, path, missing);
  }

  @Override
  public JobEvent eventWait(JobId id, String name, String path, boolean raiseJobException) {
    return events.await(id, path, name, watcher(raiseJobException));
  }

  @Override
  public CompletableFuture<JobEvent> eventWaitAsync(
      JobId id, String name, String path, boolean raiseJobException) {
    return events.awaitAsync(id, path, name, watcher(raiseJobException));
  }

  private static Consumer<JobEvent> watcher(boolean raiseJobException) {
    return raiseJobException ? EventReader.raising() : event -> {};
  }

  @Override
  public ResponseStream<JournalEvent> journal(Journal journal) {
    return events.journal(journal);
  }

  @Override
  public JobResult result(JobId id) {
    return events.result(id);
  }

  @Override
  public CompletableFuture<JobResult> resultAsync(JobId id) {
    return events.resultAsync(id);
  }

  @Override
  public WaitResult waitFor(JobId id) {
    return waiting.job(id).await();
  }

  @Override
  public CompletableFuture<WaitResult> waitForAsync(JobId id) {
    return waiting.job(id).toFuture();
  }

  @Override
  public WaitResult waitForAny() {
    return waiting.any().await();
  }

  @Override
  public CompletableFuture<WaitResult> waitForAnyAsync() {
    return waiting.any().toFuture();
  }

  @Override
  public JobOutput output(JobId id) {
    return new JobOutput(client, id);
  }

  @Override
  public Optional<JobInfo> get(JobId id) {
    return listing.get(id, Listing.ALL);
  }

  @Override
  public CompletableFuture<Optional<JobInfo>> getAsync(JobId id) {
    return listing.getAsync(id, Listing.ALL);
  }

  @Override
  public Optional<JobInfo> get(JobId id, Set<String> attributes) {
    return listing.get(id, attributes.toArray(String[]::new));
  }

  @Override
  public CompletableFuture<Optional<JobInfo>> getAsync(JobId id, Set<String> attributes) {
    return listing.getAsync(id, attributes.toArray(String[]::new));
  }

  @Override
  public List<Optional<JobInfo>> getAll(Collection<JobId> ids) {
    return listing.getAll(ids);
  }

  @Override
  public CompletableFuture<List<Optional<JobInfo>>> getAllAsync(Collection<JobId> ids) {
    return listing.getAllAsync(ids);
  }

  @Override
  public ResponseStream<JobInfo> list(JobQuery query) {
    return listing.list(query);
  }

  @Override
  public JobStats stats() {
    return listing.stats().await();
  }

  @Override
  public CompletableFuture<JobStats> statsAsync() {
    return listing.stats().toFuture();
  }

  @Override
  public JsonNode lookup(JobId id, Lookup lookup) {
    return files.read(id, lookup).await();
  }

  @Override
  public CompletableFuture<JsonNode> lookupAsync(JobId id, Lookup lookup) {
    return files.read(id, lookup).toFuture();
  }

  @Override
  public Jobspec submittedJobspec(JobId id) {
    return files.submitted(id).await();
  }

  @Override
  public CompletableFuture<Jobspec> submittedJobspecAsync(JobId id) {
    return files.submitted(id).toFuture();
  }

  @Override
  public Optional<Duration> timeLeft(JobId id) {
    return timeLeft.of(id).await();
  }

  @Override
  public CompletableFuture<Optional<Duration>> timeLeftAsync(JobId id) {
    return timeLeft.of(id).toFuture();
  }

  @Override
  public Optional<Duration> timeLeft() {
    return timeLeft.ofThisProcess().await();
  }

  @Override
  public CompletableFuture<Optional<Duration>> timeLeftAsync() {
    return timeLeft.ofThisProcess().toFuture();
  }

  private static CompletableFuture<Void> done(Reply<JsonNode> reply) {
    return reply.toFuture().thenAccept(response -> {});
  }
}
