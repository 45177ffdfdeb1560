package org.fluxjvm.it.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;

/** What the builders do not let through: any text as jobspec, any urgency, flags and signer. */
record Submission(String jobspec, int urgency, int flags, String userid) {
  static Submission of(Flux flux, String jobspec) {
    return new Submission(jobspec, 16, 0, flux.attribute("security.owner"));
  }

  Submission withUrgency(int value) {
    return new Submission(jobspec, value, flags, userid);
  }

  Submission withFlags(int value) {
    return new Submission(jobspec, urgency, value, userid);
  }

  Submission signedBy(String value) {
    return new Submission(jobspec, urgency, flags, value);
  }

  /** RFC 15, mechanism "none". */
  private String signed() {
    Base64.Encoder base64 = Base64.getEncoder();
    String header = "version\0i1\0userid\0i" + userid + "\0mechanism\0snone\0";
    return base64.encodeToString(header.getBytes(UTF_8))
        + "."
        + base64.encodeToString(jobspec.getBytes(UTF_8))
        + ".none";
  }

  JobId submit(Flux flux) {
    Map<String, Object> payload = Map.of("J", signed(), "urgency", urgency, "flags", flags);
    return JobId.of(flux.rpc("job-ingest.submit", payload).path("id").longValue());
  }
}
