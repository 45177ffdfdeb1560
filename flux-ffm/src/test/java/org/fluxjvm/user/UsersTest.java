package org.fluxjvm.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final long NOBODY_HAS_IT = 0xFFFF_FFF0L;

  @Test
  void the_user_of_this_process_is_the_one_that_java_knows_by_name() {
    String me = System.getProperty("user.name");

    assertThat(UserDatabase.name(CurrentUser.id())).contains(me);
    assertThat(UserDatabase.id(me)).hasValue(CurrentUser.id());
  }

  @Test
  void a_user_that_is_not_there_has_neither_a_name_nor_an_id() {
    assertThat(UserDatabase.name(NOBODY_HAS_IT)).isEmpty();
    assertThat(UserDatabase.id("no such user")).isEmpty();
  }

  @Test
  void requests_come_from_the_user_of_the_process() {
    assertThat(CurrentUser.ofRequests(Map.of())).isEqualTo(CurrentUser.id());
  }

  @Test
  void the_environment_may_name_another() {
    assertThat(CurrentUser.ofRequests(Map.of("FLUX_HANDLE_USERID", "4242"))).isEqualTo(4242);
  }

  @Test
  void what_is_not_an_id_in_the_environment_is_named() {
    assertThatThrownBy(() -> CurrentUser.ofRequests(Map.of("FLUX_HANDLE_USERID", "me")))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL))
        .hasMessageContaining("FLUX_HANDLE_USERID")
        .hasMessageContaining("must be a user id, not 'me'");
  }
}
