package org.fluxjvm.connector.embedded;

/** Makes the shells of jobs. */
record ShellFactory(EventLoop loop, Launcher launcher) {
  Execution open(EmbeddedJob job, Allocation allocation, Execution.Listener listener) {
    JobRequest request = job.submitted().request();
    int tasks = request.tasks(allocation.shares().size(), allocation.cores());
    JobTags tags = new JobTags(request, job.id(), tasks, allocation);
    return new Shell(loop, launcher, job.guest(), tags, listener);
  }
}
