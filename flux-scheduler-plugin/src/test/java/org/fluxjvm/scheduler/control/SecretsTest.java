package org.fluxjvm.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static String shown(String name, String value) {
    JsonNode jobspec =
        MAPPER.readTree(
            "{\"attributes\":{\"system\":{\"environment\":{\"%s\":\"%s\"}}}}"
                .formatted(name, value));
    return Secrets.mask(jobspec, true).at("/attributes/system/environment/" + name).asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MYSQL_PWD",
        "DB_PWD",
        "DBPWD",
        "PWD_FILE",
        "db_pwd",
        "PGPASSWORD",
        "API_TOKEN",
        "AWS_KEY"
      })
  void the_value_of_a_variable_with_a_secrets_name_is_not_shown(String name) {
    assertThat(shown(name, "s3cret")).isEqualTo(Secrets.MASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PWD", "OLDPWD", "HOME", "LANG"})
  void all_other_values_are_shown(String name) {
    assertThat(shown(name, "/home/ann")).isEqualTo("/home/ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ann:s3cret@db/x",
        "http://ann:s3cret@proxy:3128 and more",
        "amqp://:s3cret@queue",
        "jdbc:postgresql://db/x?user=ann&password=s3cret&ssl=true"
      })
  void credentials_in_a_url_are_not_shown_whatever_the_name(String value) {
    assertThat(shown("PLACE", value)).doesNotContain("s3cret").contains(Secrets.MASK);
  }

  @Test
  void a_url_without_credentials_is_shown() {
    assertThat(shown("PLACE", "https://ann@host:8080/a?b=c"))
        .isEqualTo("https://ann@host:8080/a?b=c");
  }
}
