package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.fluxjvm.rfc.Fluid.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluidTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0x0, 0000.0000.0000.0000, 1, academy-academy-academy--academy-academy-academy, 😃",
    "1234, 0x4d2, 0000.0000.0000.04d2, NH, turtle-academy-academy--academy-academy-academy, 😁👌",
    "120762400768, 0x1c1e000000, 0000.001c.1e00.0000, 4AzMsT5,"
        + " rover-profile-crown--amazon-academy-academy, 😄🙈🔟📷📓",
    "2034152287593, 0x1d99cecad69, 0000.01d9.9cec.ad69, vSA5BJQ,"
        + " zoom-break-ramirez--moment-academy-academy, 😪🏭🐭🍑👨",
    "6731191091817518, 0x17e9fb8df16c2e, 0017.e9fb.8df1.6c2e, uZZybuNNy,"
        + " reform-remote-galileo--heart-package-academy, 👩💅📓😸👑🚓",
    "18446744073709551615, 0xffffffffffffffff, ffff.ffff.ffff.ffff, jpXCZedGfVQ,"
        + " natural-analyze-verbal--natural-analyze-verbal, 🚹💗💧👗😷📷📚",
  })
  void every_encoding_agrees_with_flux_job_id(
      String dec, String hex, String dothex, String base58, String words, String emoji) {
    long id = Long.parseUnsignedLong(dec);
    assertThat(Fluid.encode(id, Encoding.DEC)).isEqualTo(dec);
    assertThat(Fluid.encode(id, Encoding.HEX)).isEqualTo(hex);
    assertThat(Fluid.encode(id, Encoding.DOTHEX)).isEqualTo(dothex);
    assertThat(Fluid.encode(id, Encoding.KVS)).isEqualTo("job." + dothex);
    assertThat(Fluid.encode(id, Encoding.F58)).isEqualTo("ƒ" + base58);
    assertThat(Fluid.encode(id, Encoding.F58PLAIN)).isEqualTo("f" + base58);
    assertThat(Fluid.encode(id, Encoding.WORDS)).isEqualTo(words);
    assertThat(Fluid.encode(id, Encoding.EMOJI)).isEqualTo(emoji);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_encoded_is_decoded_to_the_same_id(Encoding encoding) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 1000; i++) {
      long id = random.nextLong() >>> random.nextInt(64);
      assertThat(Fluid.decode(Fluid.encode(id, encoding))).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00012, 12",
    "' 123 ', 123",
    "'\tƒNH\n', 1234",
    "job.1.2.3.4, 281483566841860",
    "1.2.3.4, 281483566841860",
    "0x0000000000000000000001, 1",
    "0x4D2, 1234",
    "f11, 0",
    "😃😃, 0",
    "ACROBAT-academy-academy--academy-academy-academy, 1",
  })
  void decoding_takes_what_flux_takes(String text, long id) {
    assertThat(Fluid.decode(text)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| it is blank",
        "' \t\n'| it is blank",
        "18446744073709551616| it is above 18446744073709551615",
        "99999999999999999999999| it is above 18446744073709551615",
        "fjpXCZedGfVR| it is above 18446744073709551615",
        "fzzzzzzzzzzzz| it is above 18446744073709551615",
        "0x10000000000000000| it is above 18446744073709551615",
        "ƒƒ2| it has a character (U+0192) that is no base 58 digit of F58",
        "ƒ0| it has a character (U+0030) that is no base 58 digit of F58",
        "fNH\u00e9| it has a character (U+00E9) that is no base 58 digit of F58",
        "ƒ| it has no digit after its prefix",
        "0x| it has no digit after its prefix",
        "0X10| it has a character (U+0058) that is no decimal digit",
        "+1| it has a character (U+002B) that is no decimal digit",
        "1 2| it has a character (U+0020) that is no decimal digit",
        "\u0661| it has a character (U+0661) that is no decimal digit",
        "JOB.1.2.3.4| dothex has four groups of digits",
        "job.1.2.3| dothex has four groups of digits",
        "job.1.2.3.00004| a group of dothex has one to four hexadecimal digits",
        "1.2.3.g| a group of dothex has one to four hexadecimal digits",
        "1.2..4| a group of dothex has one to four hexadecimal digits",
        "-5| it has a hyphen, but is not two groups of words",
        "academy-academy--academy-academy-academy| each group has three words",
        "xyzzy-academy-academy--academy-academy-academy| word 1 of a group is not in the list",
        "alas\u212aa-academy-academy--academy-academy-academy| word 1 of a group",
        "amen-amen-amen--academy-academy-academy| a group of words is above 4294967295",
        "😃🦀| it has a character (U+1F980) that is no emoji of RFC 19",
      })
  void text_that_is_no_id_is_refused_by_the_rule_it_breaks(String text, String rule) {
    assertThatThrownBy(() -> Fluid.decode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'")
        .hasMessageContaining("' is not a valid Flux job id: " + rule);
  }

  @Test
  void the_message_quotes_neither_all_of_a_long_text_nor_control_characters() {
    assertThatThrownBy(() -> Fluid.decode("\u001b[31m" + "x".repeat(1_000_000)))
        .hasMessageStartingWith("'?[31mxxx")
        .hasMessageEndingWith(
            "x...' is not a valid Flux job id: it is too long: 1000005 characters");
  }

  @Test
  void half_a_surrogate_pair_is_no_id() {
    assertThatThrownBy(() -> Fluid.decode("\ud83d")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f58", "F58", "dotHex"})
  void encodings_are_found_by_the_names_of_flux_job_id(String name) {
    assertThat(Encoding.of(name).name()).isEqualTo(name.toUpperCase(Locale.ROOT));
  }

  @Test
  void an_unknown_encoding_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Encoding.of("octal"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'octal' is not an encoding of job ids: use dec, hex, dothex, kvs, f58, f58plain,"
                + " words or emoji");
  }
}
