package org.parlour.msrp.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes `TORTURE.md` from what stands beside the files.
final class TortureGuide {
  private static final int LONGEST_SHOWN = 900;

  private static final String INTRODUCTION =
      """
      # MSRP torture messages

      Octets that a reader of the Message Session Relay Protocol (RFC 4975, with RFC 4976, RFC 7701
      and RFC 7977) may meet and should survive, in the manner of RFC 4475, which does the same for
      SIP. They are for everybody who writes such a reader, in any language.

      This page is written from the files by `TortureTest`
      (`mvn -pl msrp-codec -am test -Dtest=TortureTest -Dtorture.write=true
      -Dsurefire.failIfNoSpecifiedTests=false`).

      ## The files

      `src/test/resources/torture/NAME.msrp` is what comes on a connection, octet by octet.
      `NAME.expected` beside it says what it is and what comes of it, one fact a line:

      | line | says |
      | --- | --- |
      | `title:`, `clause:`, `peculiar:`, `correct:` | what is on this page |
      | `reads:` | a message that a parser finds: method or code, transaction id, then `name=value` |
      | `answers:` | what a receiver sends back: the code and the transaction, or a REPORT |
      | `delivers:` | a message that is complete: its Message-ID and its octets |
      | `closes` | the connection is of no more use |
      | `or:` | another outcome, which is as right |

      In a value `\\xNN` is an octet; a value in quotes has `\\"` for a quote. Defaults are not
      written: `Failure-Report: yes`, `Success-Report: no`, a path of one URI. The order counts among
      lines of one kind. The receiver answers NICKNAME and AUTH with nothing, since that is policy; it takes
      messages of up to 1 MiB, lines of up to 4096 octets, heads of up to 16 KiB, and paths of up to 16 URIs.

      The first word of a name says how bad it is:

      | name | the octets |
      | --- | --- |
      | `valid-` | are what the RFCs allow, however odd |
      | `tolerated-` | are not, but their meaning is plain, and senders exist that write them |
      | `invalid-` | are refused, and the connection goes on |
      | `fatal-` | end the connection |
      | `ambiguous-` | mean two things |

      **What must not matter is how they come:** whole, octet by octet, or cut anywhere, the outcome is
      the same.
      """;

  private TortureGuide() {}

  static String of(List<TortureCase> cases) {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append("\n").append(cases.size()).append(" files:\n");
    String kind = "";
    for (TortureCase one : cases) {
      String prefix = one.name().substring(0, one.name().indexOf('-'));
      if (!prefix.equals(kind)) {
        kind = prefix;
        text.append("\n## ").append(kind).append("\n");
      }
      describe(one, text);
    }
    return text.toString();
  }

  private static void describe(TortureCase one, StringBuilder text) {
    text.append("\n### ").append(one.title()).append("\n\n");
    text.append("`").append(one.name()).append("` · ").append(one.clause()).append("\n\n");
    text.append(one.peculiar()).append("\n\n");
    text.append("*Correct:* ").append(one.correct()).append("\n\n```\n");
    text.append(shown(one.bytes()));
    text.append("```\n");
  }

  /// Lines as they are; `\\xNN` for what cannot be shown, and a note where something is left out.
  private static String shown(byte[] bytes) {
    String octets = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(LONGEST_SHOWN, octets.length()); i++) {
      char c = octets.charAt(i);
      boolean lineEnd = c == '\r' && i + 1 < octets.length() && octets.charAt(i + 1) == '\n';
      if (lineEnd) {
        text.append('\n');
        i++;
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\x%02x", (int) c));
      } else {
        text.append(c);
      }
    }
    if (octets.length() > LONGEST_SHOWN) {
      text.append("… ").append(octets.length() - LONGEST_SHOWN).append(" octets more");
    }
    return text.append(text.charAt(text.length() - 1) == '\n' ? "" : "\n").toString();
  }
}
