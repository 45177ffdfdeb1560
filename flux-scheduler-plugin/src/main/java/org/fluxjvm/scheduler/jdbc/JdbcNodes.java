package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.scheduler.Nodes;

/** The table of nodes, by the database's clock: nobody else's counts. */
final class JdbcNodes implements Nodes {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer than from one sign of life to the next. */
  private static final Duration MISSED = Duration.ofSeconds(10);

  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Database database;
  private final String now;

  JdbcNodes(Database database) {
    this.database = database;
    this.now = database.dialect().micros();
  }

  @Override
  public void join(String node, String earlier, String instance, String uri) {
    Optional<String> stranger =
        database.change(
            "join as node " + node,
            tx -> {
              oneAtATime(tx);
              forget(tx, earlier, instance);
              Optional<String> other = otherInstance(tx, node, instance);
              if (other.isEmpty()) {
                put(tx, node, instance, uri);
              }
              return other;
            });
    if (stranger.isPresent()) {
      throw database
          .failures()
          .refused(
              "%s, but this one is on %s (%s)".formatted(stranger.get(), uri, instance),
              "let all schedulers of a ledger use the same Flux instance, or give this one tables"
                  + " of its own; one that is gone counts for "
                  + PATIENCE.toSeconds()
                  + " s");
    }
  }

  /** Two that join at the same moment would not see each other. */
  private static void oneAtATime(Transaction tx) throws SQLException {
    tx.query("SELECT VERSION FROM FLUX_SCHEMA FOR UPDATE", row -> row.getInt("VERSION"));
  }

  private void forget(Transaction tx, String earlier, String instance) throws SQLException {
    List<String> over =
        tx.query(
            "SELECT NODE FROM FLUX_NODES WHERE INSTANCE = ? OR BEAT_MICROS < " + now + " - ?",
            row -> row.getString("NODE"),
            instance,
            micros(MISSED));
    for (String node : over) {
      if (node.startsWith(earlier)) {
        tx.update("DELETE FROM FLUX_NODES WHERE NODE = ?", node);
      }
    }
  }

  private Optional<String> otherInstance(Transaction tx, String node, String instance)
      throws SQLException {
    return tx.first(
        "SELECT NODE, INSTANCE, URI FROM FLUX_NODES WHERE NODE <> ? AND INSTANCE <> ? AND"
            + " BEAT_MICROS > "
            + now
            + " - ?",
        row ->
            "node %s is on the Flux instance %s (%s)"
                .formatted(row.getString("NODE"), row.getString("URI"), row.getString("INSTANCE")),
        node,
        instance,
        micros(PATIENCE));
  }

  private void put(Transaction tx, String node, String instance, String uri) throws SQLException {
    tx.update("DELETE FROM FLUX_NODES WHERE BEAT_MICROS < " + now + " - ?", micros(FORGOTTEN));
    tx.update("DELETE FROM FLUX_NODES WHERE NODE = ?", node);
    tx.update(
        "INSERT INTO FLUX_NODES (NODE, INSTANCE, URI, BEAT_MICROS) VALUES (?, ?, ?, " + now + ")",
        node,
        instance,
        Text.kept(uri));
  }

  @Override
  public boolean beat(String node, String instance) {
    int known =
        database.change(
            "give a sign of life of node " + node,
            tx ->
                tx.update(
                    "UPDATE FLUX_NODES SET INSTANCE = ?, BEAT_MICROS = " + now + " WHERE NODE = ?",
                    instance,
                    node));
    return known > 0;
  }

  @Override
  public void leave(String node) {
    database.change(
        "leave as node " + node, tx -> tx.update("DELETE FROM FLUX_NODES WHERE NODE = ?", node));
  }

  @Override
  public Set<String> live() {
    return Set.copyOf(
        database.read(
            "read the nodes",
            tx ->
                tx.query(
                    "SELECT NODE FROM FLUX_NODES WHERE BEAT_MICROS > " + now + " - ?",
                    row -> row.getString("NODE"),
                    micros(PATIENCE))));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
