package org.fluxjvm.it.libflux;

import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import tools.jackson.databind.JsonNode;

/** Prints what a guest may do. */
final class GuestProgram {
  private GuestProgram() {}

  public static void main(String[] args) {
    try (Flux flux = Flux.open(args[0])) {
      JsonNode pong = flux.rpc("broker.ping");
      System.out.println("ping " + pong.path("userid") + " " + pong.path("rolemask"));
      try {
        flux.jobs().journal(Journal.live()).next();
      } catch (FluxException e) {
        System.out.println("journal " + e.errno());
      }
      try {
        flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build());
      } catch (FluxException e) {
        System.out.println("submit " + e.errno() + " " + e.reason());
      }
    }
  }
}
