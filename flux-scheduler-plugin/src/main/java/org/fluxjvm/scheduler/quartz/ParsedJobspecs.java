package org.fluxjvm.scheduler.quartz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.fluxjvm.job.Jobspec;

/**
 * The jobspecs of the jobs that fired last, by what these say: ten thousand firings of a job have
 * one jobspec, and not each its own copy of the environment.
 */
final class ParsedJobspecs {
  private static final int LIMIT = 256;
  private static final Map<Object, Jobspec> LATEST =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Jobspec> eldest) {
          return size() > LIMIT;
        }
      };

  private ParsedJobspecs() {}

  /** The jobspec of a text, or of texts by their keys; read where it is not known. */
  static <T> Jobspec of(T said, Function<? super T, Jobspec> read) {
    synchronized (LATEST) {
      Jobspec known = LATEST.get(said);
      if (known != null) {
        return known;
      }
    }
    Jobspec jobspec = read.apply(said);
    synchronized (LATEST) {
      LATEST.put(said, jobspec);
    }
    return jobspec;
  }
}
