package org.fluxjvm.scheduler.cli;

import java.util.Optional;

/** Where a scheduler keeps its triggers and its ledger. */
sealed interface Store {
  /** In memory: what was submitted is found again in Flux, the rest ends with the program. */
  record Memory() implements Store {}

  /**
   * In a database.
   *
   * @param url its JDBC URL, without a password
   * @param login who opens it; empty for one that needs nobody
   * @param ownsFile whether it is a file of this scheduler's state directory
   * @param createTables whether tables that are missing are made
   */
  record Database(String url, Optional<Login> login, boolean ownsFile, boolean createTables)
      implements Store {}

  /**
   * A user of a database.
   *
   * @param user the name
   * @param password the password
   */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user; // a password is never shown
    }
  }
}
