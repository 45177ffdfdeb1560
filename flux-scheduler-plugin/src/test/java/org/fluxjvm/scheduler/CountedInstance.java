package org.fluxjvm.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** Opens {@code counted:NAME}: an embedded instance, of whose handles the requests are counted. */
public final class CountedInstance implements ConnectorProvider {
  private static final String SCHEME = "counted:";
  private static final Map<String, Map<String, Integer>> REQUESTS = new ConcurrentHashMap<>();
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
  private static final Set<String> LOST = ConcurrentHashMap.newKeySet();
  private static final Map<String, Instant> STARTED = new ConcurrentHashMap<>();

  /** The topic of submissions, which are no requests of their own. */
  public static final String SUBMIT = "job-ingest.submit";

  private static final Map<String, Stop> STOPS = new ConcurrentHashMap<>();

  /** Keeps whoever makes a request to a topic from going on, until it is closed. */
  static final class Stop implements AutoCloseable {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final String name;

    private Stop(String name) {
      this.name = name;
    }

    boolean isReached() {
      return reached.getCount() == 0;
    }

    private void pass() {
      reached.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      STOPS.remove(name);
      free.countDown();
    }
  }

  /** Stops the next requests to a topic. */
  static Stop stop(Flux flux, String topic) {
    Stop stop = new Stop(flux.uri() + " " + topic);
    STOPS.put(stop.name, stop);
    return stop;
  }

  /** How many requests were made to a topic by the handles of a URI. */
  public static int requests(Flux flux, String topic) {
    return REQUESTS.getOrDefault(flux.uri(), Map.of()).getOrDefault(topic, 0);
  }

  /** Refuses requests to a topic from now on, as those of a guest are. */
  static void refuse(Flux flux, String topic) {
    REFUSED.add(flux.uri() + " " + topic);
  }

  /** Has nobody answer the requests to a topic, until it is closed. */
  public static AutoCloseable lose(Flux flux, String topic) {
    String name = flux.uri() + " " + topic;
    LOST.add(name);
    return () -> LOST.remove(name);
  }

  /** Has the broker say that it was started at another time. */
  static void startedAt(Flux flux, Instant time) {
    STARTED.put(flux.uri(), time);
  }

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith(SCHEME);
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    String embedded = "embedded:" + uri.substring(SCHEME.length());
    Map<String, Integer> counts =
        REQUESTS.computeIfAbsent(uri, opened -> new ConcurrentHashMap<>());
    return ServiceLoader.load(ConnectorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.accepts(embedded))
        .findFirst()
        .map(provider -> new Counting(uri, provider.open(embedded, options), counts))
        .orElseThrow();
  }

  private record Counting(String uri, Connector connector, Map<String, Integer> counts)
      implements Connector {
    @Override
    public Call rpc(Request request, ResponseHandler handler) {
      counts.merge(request.topic(), 1, Integer::sum);
      Optional.ofNullable(STOPS.get(uri + " " + request.topic())).ifPresent(Stop::pass);
      if (REFUSED.contains(uri + " " + request.topic())) {
        handler.onError(new FluxException(Errno.EPERM, request.topic(), "refused on purpose"));
        return () -> {};
      }
      if (isLost(request.topic(), handler)) {
        return () -> {};
      }
      Instant started = STARTED.get(uri);
      if (started != null && isOfStart(request)) {
        handler.onResponse(json("{\"value\":\"%d\"}".formatted(started.getEpochSecond())));
        return () -> {};
      }
      return connector.rpc(request, handler);
    }

    private boolean isLost(String topic, ResponseHandler handler) {
      boolean lost = LOST.contains(uri + " " + topic);
      if (lost) {
        handler.onError(new FluxException(Errno.EHOSTUNREACH, topic, "lost on purpose"));
      }
      return lost;
    }

    private static boolean isOfStart(Request request) {
      byte[] payload = request.payload().toArray(ValueLayout.JAVA_BYTE);
      return new String(payload, UTF_8).contains("broker.starttime");
    }

    private static MemorySegment json(String text) {
      return MemorySegment.ofArray(text.getBytes(UTF_8)).asReadOnly();
    }

    @Override
    public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
      counts.merge(SUBMIT, 1, Integer::sum);
      if (isLost(SUBMIT, handler)) {
        return () -> {};
      }
      return connector.submit(jobspec, urgency, flags, handler);
    }

    @Override
    public void later(Duration pause, Runnable request) {
      connector.later(pause, request);
    }

    @Override
    public boolean isOwner() {
      return connector.isOwner();
    }

    @Override
    public boolean isEventLoop() {
      return connector.isEventLoop();
    }

    @Override
    public void close() {
      connector.close();
    }
  }
}
