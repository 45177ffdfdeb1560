package org.fluxjvm.connector.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.user.CurrentUser;

/** One instance of Flux: its services, on one event loop. */
final class EmbeddedInstance implements AutoCloseable {
  private final long owner;
  private final EventLoop loop;
  private final Router router;
  private final Signer signer;
  private final Launcher launcher;
  private final JobExec exec;

  EmbeddedInstance(InstanceOptions options, InstantSource clock) {
    String label = options.name().isEmpty() ? "embedded" : "embedded-" + options.name();
    Timestamps timestamps = new Timestamps(clock);
    String host = host();
    owner = CurrentUser.id();
    loop = new EventLoop(label);
    launcher = new Launcher(label);
    signer = new Signer(owner);
    ResourcePool pool = new ResourcePool(options.nodes(), options.cores(), options.gpus());
    Jobs jobs = new Jobs(timestamps);
    Journal journal = new Journal(jobs);
    JobEvents events = new JobEvents(timestamps, journal);
    ShellFactory shells = new ShellFactory(loop, launcher);
    Scheduler scheduler = new Scheduler(pool, timestamps, host);
    JobFlow flow = new JobFlow(events, scheduler, loop, shells, timestamps, owner);
    exec = flow.exec();
    router = new Router(options.nodes());
    Broker broker = new Broker(attributes(options, host, owner, timestamps));
    router.add("attr.get", broker::attribute);
    router.add("broker.ping", broker::ping);
    router.add("config.get", exchange -> exchange.respond("{}"));
    JobIngest ingest = new JobIngest(jobs, flow, timestamps, new NodeConstraint(host));
    router.add("job-ingest.submit", ingest::submit);
    JobInfo info = new JobInfo(jobs);
    router.add("job-info.lookup", info::lookup);
    router.add("job-info.eventlog-watch", info::watch);
    Resources resources = new Resources(pool, host);
    router.add("resource.status", resources::status);
    router.add("resource.sched-status", resources::schedStatus);
    router.addForOwner("job-manager.purge", new Purge(jobs, timestamps)::purge);
    BulkControl bulk = new BulkControl(jobs, flow, exec);
    router.add("job-manager.raiseall", bulk::raiseAll);
    router.add("job-manager.killall", bulk::killAll);
    addManager(jobs, journal, new JobManager(jobs, flow, events, exec), events);
    addList(jobs, host, events);
  }

  private void addManager(Jobs jobs, Journal journal, JobManager manager, JobEvents events) {
    router.add("job-manager.raise", manager::raise);
    router.add("job-manager.kill", manager::kill);
    router.add("job-manager.urgency", manager::urgency);
    router.add("job-manager.memo", manager::memo);
    router.addForOwner("job-manager.events-journal", journal::watch);
    JobWait wait = new JobWait();
    events.onChange(wait::changed);
    router.addForOwner("job-manager.wait", wait::wait);
    ManagerStats stats = new ManagerStats(jobs, journal);
    router.add("job-manager.stats-get", stats::statsGet);
    router.add("job-manager.queue-list", stats::queueList);
    router.add("job-manager.queue-status", stats::queueStatus);
  }

  private void addList(Jobs jobs, String host, JobEvents events) {
    JobList list = new JobList(jobs, host);
    events.onChange(list::changed);
    router.add("job-list.list", list::list);
    router.add("job-list.list-id", list::listId);
    router.add("job-list.list-attrs", list::listAttrs);
    JobStats stats = new JobStats(jobs, loop);
    events.onChange(stats::changed);
    router.add("job-list.job-stats", stats::jobStats);
  }

  private static Map<String, String> attributes(
      InstanceOptions options, String host, long owner, Timestamps timestamps) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("broker.uuid", UUID.randomUUID().toString());
    attributes.put("broker.pid", Long.toString(ProcessHandle.current().pid()));
    attributes.put("broker.starttime", timestamps.now().toPlainString());
    attributes.put("size", Integer.toString(options.nodes()));
    attributes.put("rank", "0");
    attributes.put("hostlist", ResourceText.nodelist(options.nodes(), host));
    attributes.put("instance-level", "0");
    attributes.put("security.owner", Long.toString(owner));
    attributes.put("version", "0.88.0");
    return attributes;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Opens a handle, of the owner if no user is given; the action is run when that is closed. */
  EmbeddedConnector connect(OptionalLong userid, ClientObserver observer, Runnable release) {
    long user = userid.orElse(owner);
    Runnable unobserve = loop.observe(observer);
    return new EmbeddedConnector(
        loop,
        router,
        signer,
        new Credentials(user, user == owner),
        () -> {
          unobserve.run();
          release.run();
        });
  }

  /** Kills all jobs, waits a while for the end of their processes, and stops. */
  @Override
  public void close() {
    loop.executeAndWait(exec::killAll);
    launcher.close();
    loop.stop();
  }
}
