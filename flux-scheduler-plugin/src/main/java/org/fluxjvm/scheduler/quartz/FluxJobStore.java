package org.fluxjvm.scheduler.quartz;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.JobListener;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.JobStore;

/**
 * Any job store, made fit for firings that outlive their scheduler. Of Flux jobs it
 *
 * <ul>
 *   <li>stores all as requesting recovery, and before the first start those stored earlier;
 *   <li>keeps in a trigger's data which firing it stands for, where a recovery or a misfire would
 *       change that;
 *   <li>continues a firing that has begun though its scheduler was not told so;
 *   <li>begins none, in a cluster, that another scheduler has recovered;
 *   <li>leaves a firing whose run goes on without this scheduler as it is, to be recovered;
 *   <li>passes on only so many completions at once as leave Quartz connections to work with;
 *   <li>drops, in a cluster, the completion of a firing that another scheduler has recovered.
 * </ul>
 *
 * <p>All else, and all other jobs, go to the store unseen: it is a {@link Proxy}, because the
 * interface {@link JobStore} differs between Quartz 2.5.0 and 2.5.1.
 *
 * <p>Whether a firing was recovered by another scheduler is asked in a transaction of its own,
 * before the firing begins, and before it is completed. What is recovered in between is completed
 * here too, and in a job that disallows concurrent execution lets the next firing begin early; no
 * work runs twice by that. {@link FluxJobStoreTX} and {@link FluxJobStoreCMT} ask within the
 * store's lock, where nothing can come in between; they also wait for the first check-in before
 * they give anything to be fired, and free triggers that wait for a firing that is gone.
 */
public final class FluxJobStore {
  private FluxJobStore() {}

  /**
   * Wraps a store.
   *
   * @param store any store
   * @param completions how many completions of Flux jobs the store gets at once, 1 or more
   * @return a store that is also a {@link JobListener} if the given one is
   */
  public static JobStore wrap(JobStore store, int completions) {
    return wrap(store, completions, new FiringGate());
  }

  static JobStore wrap(JobStore store, int completions, FiringGate gate) {
    CascadingClassLoadHelper classes = new CascadingClassLoadHelper();
    classes.initialize();
    Optional<QuartzTables> tables = QuartzTables.of(store);
    tables.ifPresent(QuartzTables::lockAcquisitions);
    StoredJobs jobs = new StoredJobs(store);
    Map<String, Interceptor> interceptors =
        Map.of(
            "storeJob",
            jobs::storeJob,
            "storeJobAndTrigger",
            jobs::storeJobAndTrigger,
            "storeJobsAndTriggers",
            jobs::storeJobsAndTriggers,
            "storeTrigger",
            jobs::storeTrigger,
            "replaceTrigger",
            jobs::replaceTrigger,
            "acquireNextTriggers",
            (arguments, call) -> gate.isOpen() ? call.with(arguments) : List.of(),
            "triggersFired",
            new FiredTriggers(store, clustered(tables)),
            "releaseAcquiredTrigger",
            new ReleasedTriggers(store, tables),
            "schedulerStarted",
            new StartOfStore(store, tables, new FluxClasses(() -> classes)),
            "triggeredJobComplete",
            new CompletedFirings(new Completions(completions), clustered(tables)));
    Class<?>[] interfaces =
        store instanceof JobListener
            ? new Class<?>[] {JobStore.class, JobListener.class}
            : new Class<?>[] {JobStore.class};
    return (JobStore)
        Proxy.newProxyInstance(
            FluxJobStore.class.getClassLoader(), interfaces, new Handler(store, interceptors));
  }

  private static Optional<QuartzTables> clustered(Optional<QuartzTables> tables) {
    return tables.filter(QuartzTables::isClustered);
  }

  /** Whether a store is one of these, or a subclass that does the same. */
  static boolean isWrapped(JobStore store) {
    return store instanceof FluxJobStoreTX
        || store instanceof FluxJobStoreCMT
        || store instanceof FluxRAMJobStore
        || (Proxy.isProxyClass(store.getClass())
            && Proxy.getInvocationHandler(store) instanceof Handler);
  }

  /** What happens to a call. */
  @FunctionalInterface
  interface Interceptor {
    /**
     * Passes the call on, or not.
     *
     * @param arguments the call's, not to be changed
     * @param store makes the call
     * @return what the caller gets
     */
    @Nullable Object intercept(Object[] arguments, Call store) throws Throwable;
  }

  /** A call to the store. */
  @FunctionalInterface
  interface Call {
    @Nullable Object with(Object... arguments) throws Throwable;
  }

  private record Handler(JobStore store, Map<String, Interceptor> interceptors)
      implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object[] given = arguments == null ? new Object[0] : arguments;
      Interceptor interceptor = interceptors.get(method.getName());
      return interceptor == null
          ? call(method, given)
          : interceptor.intercept(given, changed -> call(method, changed));
    }

    private @Nullable Object call(Method method, Object... arguments) throws Throwable {
      try {
        return method.invoke(store, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
