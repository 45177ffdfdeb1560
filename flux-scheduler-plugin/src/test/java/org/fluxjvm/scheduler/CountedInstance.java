package org.fluxjvm.scheduler;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxjvm.Flux;
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

  /** How many requests were made to a topic by the handles of a URI. */
  static int requests(Flux flux, String topic) {
    return REQUESTS.getOrDefault(flux.uri(), Map.of()).getOrDefault(topic, 0);
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
        .map(provider -> new Counting(provider.open(embedded, options), counts))
        .orElseThrow();
  }

  private record Counting(Connector connector, Map<String, Integer> counts) implements Connector {
    @Override
    public Call rpc(Request request, ResponseHandler handler) {
      counts.merge(request.topic(), 1, Integer::sum);
      return connector.rpc(request, handler);
    }

    @Override
    public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
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
