package org.fluxjvm.scheduler.jdbc;

import java.util.Optional;
import java.util.UUID;

/** Which ledger this is: a random name in its tables, made with them, and read ever after. */
final class Identity {
  private Identity() {}

  /** Reads it; whoever comes first makes it. */
  static String of(Database database) {
    return database.change(
        "read which ledger this is",
        tx -> {
          Optional<String> known =
              tx.first("SELECT NAME FROM FLUX_IDENTITY", row -> row.getString("NAME"));
          if (known.isPresent()) {
            return known.get();
          }
          String made = UUID.randomUUID().toString();
          tx.update("INSERT INTO FLUX_IDENTITY (ID, NAME) VALUES (1, ?)", made);
          return made;
        });
  }
}
