package org.fluxjvm.connector.embedded;

import java.io.IOException;

/** Makes the shells of jobs. */
record ShellFactory(EventLoop loop, Launcher launcher) {
  /**
   * @throws IllegalArgumentException if the job cannot be prepared
   */
  Execution open(EmbeddedJob job, Allocation allocation, Execution.Listener listener) {
    JobRequest request = job.submitted().request();
    int tasks = request.tasks(allocation.shares().size(), allocation.cores());
    JobDirectory directory = directory(request);
    JobTags tags = new JobTags(request, job.id(), tasks, allocation, directory.path());
    return new Shell(loop, launcher, job.guest(), tags, new CleaningListener(listener, directory));
  }

  private JobDirectory directory(JobRequest request) {
    try {
      return launcher.home().create(request.system().path("files"));
    } catch (IOException e) {
      throw new IllegalArgumentException("no directory for the job: " + e.getMessage(), e);
    }
  }

  /** Deletes the directory of a job at its end. */
  private record CleaningListener(Execution.Listener next, JobDirectory directory)
      implements Execution.Listener {
    @Override
    public void failed(String reason) {
      next.failed(reason);
    }

    @Override
    public void complete(int status) {
      directory.delete();
      next.complete(status);
    }
  }
}
