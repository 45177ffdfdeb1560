package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host:5432/db?user=flux&password=s3cret&ssl=true",
        "jdbc:postgresql://host/db?sslpassword=s3cret",
        "jdbc:mysql://flux:s3cret@host:3306/db",
        "jdbc:mariadb://host/db?user=flux&PASSWORD=s3cret",
        "jdbc:h2:/var/lib/flux/ledger;USER=sa;PASSWORD=s3cret;WRITE_DELAY=0",
        "jdbc:mysql://address=(host=db)(user=flux)(password=s3cret)/db",
        "jdbc:postgresql://host/db?password=s3cret@&/x"
      })
  void a_password_is_not_shown(String url) {
    assertThat(DatabaseUrl.shown(url)).doesNotContain("s3cret").startsWith(url.substring(0, 10));
  }

  @Test
  void all_else_is_shown() {
    String url = "jdbc:postgresql://host:5432/db?ssl=true&user=flux";

    assertThat(DatabaseUrl.shown(url)).isEqualTo(url);
  }
}
