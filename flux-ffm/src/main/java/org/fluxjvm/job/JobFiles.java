package org.fluxjvm.job;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/** What is stored of a job. */
final class JobFiles {
  static final String TOPIC = "job-info.lookup";

  private final RpcClient client;

  JobFiles(RpcClient client) {
    this.client = client;
  }

  Reply<JsonNode> read(JobId id, Lookup lookup) {
    return client.json(TOPIC, lookup.payload(id));
  }

  Reply<Jobspec> submitted(JobId id) {
    return read(id, Lookup.of("J"))
        .map(files -> Jobspec.fromJson(unwrap(files.path("J").asString(""))));
  }

  /** The middle one of the three parts of J (RFC 15), which only munge makes unreadable. */
  private static String unwrap(String j) {
    String[] parts = j.split("\\.", -1);
    if (parts.length != 3) {
      throw new FluxException(
          Errno.EPROTO, TOPIC, "J must have three parts, divided by dots, not " + parts.length);
    }
    try {
      return new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FluxException(Errno.EPROTO, TOPIC, "the payload of J is not Base64");
    }
  }
}
