package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class QuartzSchemaTest {
  private static final String LOCK = "INSERT INTO QRTZ_LOCKS VALUES ('me', 'TRIGGER_ACCESS')";

  private static JdbcDataSource database(int number) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:quartz-schema-" + number + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  private static void execute(JdbcDataSource database, List<String> statements)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void a_start_goes_on_wherever_the_one_before_was_killed() throws SQLException {
    List<String> all = new QuartzSchema(database(0)).statements();
    for (int done = 0; done <= all.size(); done++) {
      JdbcDataSource database = database(done);
      execute(database, all.subList(0, done));
      QuartzSchema schema = new QuartzSchema(database);

      schema.create();

      assertThatCode(schema::check).doesNotThrowAnyException();
      execute(database, List.of(LOCK));
      assertThatExceptionOfType(SQLException.class)
          .as("the last key is there after %d statements", done)
          .isThrownBy(() -> execute(database, List.of(LOCK)));
    }
  }

  @Test
  void tables_are_not_taken_for_complete_because_one_of_them_is_there() throws SQLException {
    JdbcDataSource database = database(-1);
    QuartzSchema schema = new QuartzSchema(database);
    execute(database, schema.statements().subList(0, 6));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(schema::check)
        .withMessageContainingAll("QRTZ_JOB_DETAILS", "QRTZ_TRIGGERS", "--create-tables");
  }

  @Test
  void what_is_in_the_tables_stays() throws SQLException {
    JdbcDataSource database = database(-2);
    QuartzSchema schema = new QuartzSchema(database);
    schema.create();
    execute(database, List.of(LOCK));

    schema.create();

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute(database, List.of(LOCK)));
  }
}
