package org.fluxjvm;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** A connector that wakes a reactor at each response, and lets it count what is outstanding. */
record ReactorConnector(Connector connector, ReactorLoop loop) implements Connector {
  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    if (request.mode() == Request.Mode.NO_RESPONSE) {
      return connector.rpc(request, handler);
    }
    Counted counted = new Counted(handler, request.mode() == Request.Mode.SINGLE);
    return counted.around(connector.rpc(request, counted));
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    Counted counted = new Counted(handler, true);
    return counted.around(connector.submit(jobspec, urgency, flags, counted));
  }

  @Override
  public void later(Duration pause, Runnable request) {
    loop.begun();
    connector.later(
        pause,
        () -> {
          try {
            request.run();
          } finally {
            loop.ended();
          }
        });
  }

  @Override
  public <T> CompletableFuture<T> onEventLoop(
      Function<? super NativeHandle, ? extends T> function) {
    return connector.onEventLoop(function);
  }

  @Override
  public boolean isOwner() {
    return connector.isOwner();
  }

  @Override
  public boolean isEventLoop() {
    return connector.isEventLoop();
  }

  @Override
  public void close() {
    connector.close();
  }

  /** A call that is outstanding until its last response, or until nobody waits for that. */
  private final class Counted implements ResponseHandler {
    private final ResponseHandler handler;
    private final boolean single;
    private final AtomicBoolean over = new AtomicBoolean();

    Counted(ResponseHandler handler, boolean single) {
      this.handler = handler;
      this.single = single;
      loop.begun();
    }

    Call around(Call call) {
      return new Call() {
        @Override
        public void cancel() {
          call.cancel();
          endIfSingle();
        }

        @Override
        public boolean withdraw() {
          boolean unsent = call.withdraw();
          endIfSingle();
          return unsent;
        }
      };
    }

    private void endIfSingle() {
      if (single) {
        end();
      }
    }

    @Override
    public void onResponse(MemorySegment payload) {
      try {
        handler.onResponse(payload);
      } finally {
        if (single) {
          end();
        } else {
          loop.wake();
        }
      }
    }

    @Override
    public void onError(FluxException error) {
      try {
        handler.onError(error);
      } finally {
        end();
      }
    }

    private void end() {
      if (over.compareAndSet(false, true)) {
        loop.ended();
      }
    }
  }
}
