package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.job.ConstraintToken.Kind;

/** Divides the text of a constraint (RFC 35) into its parts. */
final class ConstraintLexer {
  private static final Pattern PART =
      Pattern.compile(
          "(?<space>\\s+)|(?<negate>-)|(?<not>not\\b)|(?<and>&{1,2}|and\\b)|(?<or>\\|{1,2}|or\\b)"
              + "|(?<open>\\()|(?<close>\\))|(?<quote>['\"])|(?<term>[^()|&\\s\"']+)");

  private final String text;
  private final List<ConstraintToken> tokens = new ArrayList<>();
  private int position;

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
    if (awaitsOperand()) {
      ConstraintToken last = tokens.getLast();
      throw error(text, "has nothing after '" + last.text() + "'", last.position());
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

  /** A term that ends in a colon goes on with what follows, which may be quoted. */
  private void add(Kind kind, String word, int start) {
    if (awaitsOperand()) {
      ConstraintToken last = tokens.removeLast();
      if (kind != Kind.TERM) {
        throw error(text, "has nothing after '" + last.text() + "'", last.position());
      }
      tokens.add(new ConstraintToken(Kind.TERM, last.text() + word, last.position()));
    } else {
      tokens.add(new ConstraintToken(kind, word, start));
    }
  }

  private boolean awaitsOperand() {
    return !tokens.isEmpty()
        && tokens.getLast().kind() == Kind.TERM
        && tokens.getLast().text().endsWith(":");
  }

  static IllegalArgumentException error(String text, String problem, int position) {
    return new IllegalArgumentException(
        "constraint '%s' %s, at position %d".formatted(text, problem, position));
  }
}
