package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

@Tag("double")
class OldLibraryOnDoubleTest {
  @BeforeAll
  static void load() throws Exception {
    FluxDouble.load("WITHOUT_COMMS_ERROR");
  }

  @RepeatedTest(2)
  void a_library_without_a_function_is_an_error_that_names_it_each_time() {
    FluxException error = catchThrowableOfType(FluxException.class, FluxDouble::open);
    assertThat(error.errno()).isEqualTo(Errno.ENOSYS);
    assertThat(error)
        .hasMessageContainingAll(LibfluxLibrary.SONAME, "has no flux_comms_error_set", "older");
  }
}
