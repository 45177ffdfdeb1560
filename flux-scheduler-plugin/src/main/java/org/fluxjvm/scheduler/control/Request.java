package org.fluxjvm.scheduler.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a client asks: the first line of a connection, with {@code do} naming the action. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Runs.class, name = "runs"),
  @JsonSubTypes.Type(value = Request.Show.class, name = "show"),
  @JsonSubTypes.Type(value = Request.Jobs.class, name = "jobs"),
  @JsonSubTypes.Type(value = Request.Logs.class, name = "logs"),
  @JsonSubTypes.Type(value = Request.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Request.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = Request.Resolve.class, name = "resolve"),
  @JsonSubTypes.Type(value = Request.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Request.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Request.Trigger.class, name = "trigger"),
  @JsonSubTypes.Type(value = Request.Stop.class, name = "stop")
})
sealed interface Request {
  /** Changes nothing. */
  sealed interface Read extends Request {}

  /** Changes something, and is audited. */
  sealed interface Action extends Request {
    /** The action and what it is about, in words. */
    String describe();
  }

  record Runs(RunFilter filter) implements Read {
    public Runs {
      filter.job().ifPresent(Names::job);
    }
  }

  record Show(String run, boolean environment) implements Read {
    public Show {
      Names.run(run);
    }
  }

  record Jobs() implements Read {}

  record Logs(String run, boolean follow) implements Read {
    public Logs {
      Names.run(run);
    }
  }

  record Cancel(String run, String reason) implements Action {
    public Cancel {
      Names.run(run);
      Names.text(reason);
    }

    @Override
    public String describe() {
      return "cancel " + run + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }

  record Retry(String run) implements Action {
    public Retry {
      Names.run(run);
    }

    @Override
    public String describe() {
      return "retry " + run;
    }
  }

  record Resolve(String run, Resolution as) implements Action {
    public Resolve {
      Names.run(run);
    }

    @Override
    public String describe() {
      return "resolve " + run + " as " + as;
    }
  }

  record Pause(String job) implements Action {
    public Pause {
      Names.job(job);
    }

    @Override
    public String describe() {
      return "pause " + job;
    }
  }

  record Resume(String job) implements Action {
    public Resume {
      Names.job(job);
    }

    @Override
    public String describe() {
      return "resume " + job;
    }
  }

  record Trigger(String job) implements Action {
    public Trigger {
      Names.job(job);
    }

    @Override
    public String describe() {
      return "trigger " + job;
    }
  }

  record Stop(StopMode mode) implements Action {
    @Override
    public String describe() {
      return "stop " + mode;
    }
  }
}
