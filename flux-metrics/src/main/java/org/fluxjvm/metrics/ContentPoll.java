package org.fluxjvm.metrics;

import tools.jackson.databind.JsonNode;

/** Asks the content store for its size. */
final class ContentPoll implements SinglePoll {
  @Override
  public String topic() {
    return "content-sqlite.stats-get";
  }

  @Override
  public Readings read(JsonNode answer) {
    return new Readings()
        .add(InstanceMeter.CONTENT_SIZE, answer.path("dbfile_size"))
        .add(InstanceMeter.CONTENT_DISK_FREE, answer.path("dbfile_free"));
  }
}
