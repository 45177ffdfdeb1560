package org.fluxjvm.scheduler.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {
  private static final int LONGEST = 40;

  private Nearest() {}

  /** A hint, or nothing if no word is near enough: at most a third of the letters may differ. */
  static String hint(String written, Collection<String> allowed) {
    return nearest(written, allowed).map(word -> " (did you mean `" + word + "`?)").orElse("");
  }

  private static Optional<String> nearest(String written, Collection<String> allowed) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = written.toLowerCase(Locale.ROOT);
    return allowed.stream()
        .map(word -> new Candidate(word, distance(lower, word.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= Math.max(1, written.length() / 3))
        .min(Comparator.comparingInt(Candidate::distance))
        .map(Candidate::word);
  }

  private record Candidate(String word, int distance) {}

  /** Levenshtein's distance, two neighbours exchanged counting as one. */
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, a, b, i, j);
      }
    }
    return table[a.length()][b.length()];
  }

  private static int cheapest(int[][] table, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int cost =
        Math.min(table[i - 1][j - 1] + change, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, table[i - 2][j - 2] + 1) : cost;
  }
}
