package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.job.ConstraintToken.Kind;
import org.jspecify.annotations.Nullable;

/** Divides the text of a constraint (RFC 35) into its parts. */
final class ConstraintLexer {
  private static final Pattern PART =
      Pattern.compile(
          "(?<space>\\s+)|(?<negate>-)|(?<not>not\\b)|(?<and>&{1,2}|and\\b)|(?<or>\\|{1,2}|or\\b)"
              + "|(?<open>\\()|(?<close>\\))|(?<quote>['\"])|(?<term>[^()|&\\s\"']+)");

  private final String text;
  private final List<ConstraintToken> tokens = new ArrayList<>();
  private int position;

  /** A term that ends in a colon: the next term goes on with it, whatever stands between. */
  private @Nullable ConstraintToken begun;

  private ConstraintLexer(String text) {
    this.text = text;
  }

  static List<ConstraintToken> read(String text) {
    ConstraintLexer lexer = new ConstraintLexer(text);
    lexer.read();
    return lexer.tokens;
  }

  private void read() {
    Matcher part = PART.matcher(text);
    while (position < text.length()) {
      if (!part.find(position) || part.start() != position) {
        throw error(text, "has a character that has no place here", position);
      }
      if (part.group("quote") != null) {
        quoted(text.charAt(position));
      } else {
        int start = position;
        position = part.end();
        if (part.group("space") == null) {
          add(kind(part), part.group(), start);
        }
      }
    }
    if (begun != null) {
      throw error(text, "has nothing after '" + begun.text() + "'", begun.position());
    }
    tokens.add(new ConstraintToken(Kind.END, "", text.length()));
  }

  private static Kind kind(Matcher part) {
    for (Kind kind : new Kind[] {Kind.NEGATE, Kind.NOT, Kind.AND, Kind.OR, Kind.OPEN, Kind.CLOSE}) {
      if (part.group(kind.name().toLowerCase(Locale.ROOT)) != null) {
        return kind;
      }
    }
    return Kind.TERM;
  }

  private void quoted(char quote) {
    int end = text.indexOf(quote, position + 1);
    if (end < 0) {
      throw error(text, "has a quote " + quote + " that is not closed", position);
    }
    if (end > position + 1) {
      add(Kind.TERM, text.substring(position + 1, end), position);
    }
    position = end + 1;
  }

  private void add(Kind kind, String word, int start) {
    ConstraintToken first = begun;
    if (kind != Kind.TERM) {
      tokens.add(new ConstraintToken(kind, word, start));
    } else if (first != null) {
      tokens.add(new ConstraintToken(kind, first.text() + word, first.position()));
      begun = null;
    } else if (word.endsWith(":")) {
      begun = new ConstraintToken(kind, word, start);
    } else {
      tokens.add(new ConstraintToken(kind, word, start));
    }
  }

  static IllegalArgumentException error(String text, String problem, int position) {
    return new IllegalArgumentException(
        "constraint '%s' %s, at position %d".formatted(text, problem, position));
  }
}
