package org.fluxjvm.connector;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A request to a Flux service (RFC 6).
 *
 * @param topic the service and its method, such as {@code job-manager.kill}
 * @param payload the JSON object in UTF-8 without a terminating NUL, empty for none; the caller
 *     leaves it unchanged until the first response
 * @param nodeId the broker rank to ask, {@link #ANY} or {@link #UPSTREAM}
 * @param mode how many responses are expected
 */
public record Request(String topic, MemorySegment payload, int nodeId, Mode mode) {
  /** The nearest broker that has the service: {@code FLUX_NODEID_ANY}. */
  public static final int ANY = -1;

  /**
   * The nearest broker that has the service, this one not counted: {@code FLUX_NODEID_UPSTREAM}.
   */
  public static final int UPSTREAM = -2;

  private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

  /** How many responses a request is answered by. */
  public enum Mode {
    /** One response or one error. */
    SINGLE,
    /** Any number of responses, ended by an error; {@code ENODATA} is the regular end. */
    STREAM,
    /** None, not even an error. */
    NO_RESPONSE
  }

  /**
   * A request that one response answers.
   *
   * @param topic the service and its method
   * @param json a JSON object, or an empty string for no payload
   * @return the request, to any rank
   */
  public static Request single(String topic, String json) {
    return new Request(topic, utf8(json), ANY, Mode.SINGLE);
  }

  /**
   * A request that a stream of responses answers.
   *
   * @param topic the service and its method
   * @param json a JSON object, or an empty string for no payload
   * @return the request, to any rank
   */
  public static Request stream(String topic, String json) {
    return new Request(topic, utf8(json), ANY, Mode.STREAM);
  }

  /**
   * The same request to one broker.
   *
   * @param rank the broker's rank
   * @return a request
   */
  public Request toRank(int rank) {
    return new Request(topic, payload, rank, mode);
  }

  private static MemorySegment utf8(String json) {
    return json.isEmpty() ? EMPTY : MemorySegment.ofArray(json.getBytes(StandardCharsets.UTF_8));
  }
}
