package org.fluxjvm.job;

import java.util.Set;
import java.util.TreeSet;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/** A follower's request for the journal, with one filter, which may have to be sent again. */
final class FollowerJournal {
  private final RpcClient client;
  private final ResponseHandler handler;
  private final String filter;
  private boolean past;
  private boolean closed;
  private @Nullable Call call;

  /**
   * Asks nothing yet.
   *
   * @param events the names of the events to ask for
   * @param handler takes the responses
   */
  FollowerJournal(RpcClient client, Set<String> events, ResponseHandler handler) {
    this.client = client;
    this.handler = handler;
    this.filter = "\"allow\":{\"" + String.join("\":1,\"", new TreeSet<>(events)) + "\":1}";
  }

  /** Sets whether the next request asks for inactive jobs, too. */
  synchronized void askForPast(boolean wanted) {
    past = wanted;
  }

  /** Sends the request, from any thread. */
  void send() {
    String json;
    synchronized (this) {
      json = "{\"full\":" + past + "," + filter + "}";
    }
    Call sent = client.raw(Request.stream(Journal.TOPIC, json), handler);
    boolean late;
    synchronized (this) {
      call = sent;
      late = closed;
    }
    if (late) {
      sent.cancel();
    }
  }

  /** Ends the request that is under way; its handler is told so. */
  void close() {
    Call open;
    synchronized (this) {
      closed = true;
      open = call;
    }
    if (open != null) {
      open.cancel();
    }
  }
}
