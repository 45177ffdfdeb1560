package org.fluxjvm.connector.libflux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;

/**
 * The unsigned form of J in which the instance owner submits jobs (RFC 15, mechanism "none").
 *
 * <p>{@code flux_job_submit} makes the same text and, in builds without flux-security, loses its
 * memory on every call.
 */
record SignNone(String header) {
  static SignNone forUser(long userid) {
    byte[] fields = ("version\0i1\0userid\0i" + userid + "\0mechanism\0snone\0").getBytes(US_ASCII);
    return new SignNone(Base64.getEncoder().encodeToString(fields));
  }

  /** The payload of {@code job-ingest.submit}; Base64 needs no escapes in JSON. */
  MemorySegment submitPayload(MemorySegment jobspec, int urgency, int flags) {
    byte[] before = ("{\"J\":\"" + header + ".").getBytes(US_ASCII);
    byte[] body = Base64.getEncoder().encode(jobspec.toArray(ValueLayout.JAVA_BYTE));
    byte[] after =
        (".none\",\"urgency\":" + urgency + ",\"flags\":" + flags + "}").getBytes(US_ASCII);
    byte[] payload = new byte[before.length + body.length + after.length];
    System.arraycopy(before, 0, payload, 0, before.length);
    System.arraycopy(body, 0, payload, before.length, body.length);
    System.arraycopy(after, 0, payload, before.length + body.length, after.length);
    return MemorySegment.ofArray(payload);
  }
}
