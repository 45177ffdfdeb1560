package org.fluxjvm.scheduler.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A line that answers a request; only {@link Output} is followed by another. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Runs.class, name = "runs"),
  @JsonSubTypes.Type(value = Answer.Shown.class, name = "run"),
  @JsonSubTypes.Type(value = Answer.Jobs.class, name = "jobs"),
  @JsonSubTypes.Type(value = Answer.Output.class, name = "output"),
  @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Answer.Refused.class, name = "refused")
})
sealed interface Answer {
  record Runs(List<RunView> runs) implements Answer {}

  record Shown(RunDetails details) implements Answer {}

  record Jobs(List<JobView> jobs) implements Answer {}

  record Output(LogLine line) implements Answer {}

  /** It is done; the text says what, and may be empty. */
  record Done(String text) implements Answer {}

  /** It could not be done; the text says why, to a person. */
  record Refused(String text) implements Answer {}
}
