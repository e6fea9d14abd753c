package org.parlour.xdm.audit;

/// What was and what is, where two texts differ: whole lines, without those that are alike at the
/// beginning and at the end.
final class Difference {
  /// Characters of each side; a longer one is cut.
  private static final int LONGEST = 4000;

  private Difference() {}

  /// @param before empty when there was nothing
  /// @param after empty when there is nothing any more
  static String of(String before, String after) {
    int prefix = 0;
    int most = Math.min(before.length(), after.length());
    while (prefix < most && before.charAt(prefix) == after.charAt(prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < most - prefix
        && before.charAt(before.length() - 1 - suffix)
            == after.charAt(after.length() - 1 - suffix)) {
      suffix++;
    }
    int from = before.lastIndexOf('\n', prefix - 1) + 1;
    int line = 1 + (int) before.substring(0, from).chars().filter(c -> c == '\n').count();
    int kept = wholeLines(before, after, suffix);
    return "@@ line "
        + line
        + lines("-", before.substring(from, Math.max(from, before.length() - kept)))
        + lines("+", after.substring(from, Math.max(from, after.length() - kept)));
  }

  /// How much of what is alike at the end are lines as a whole.
  private static int wholeLines(String before, String after, int suffix) {
    if (beginsLine(before, suffix) && beginsLine(after, suffix)) {
      return suffix;
    }
    int end = before.indexOf('\n', before.length() - suffix);
    return end < 0 ? 0 : before.length() - end;
  }

  private static boolean beginsLine(String text, int suffix) {
    int start = text.length() - suffix;
    return start == 0 || text.charAt(start - 1) == '\n';
  }

  private static String lines(String sign, String text) {
    if (text.isEmpty()) {
      return "";
    }
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "\n…" : text;
    return "\n" + sign + shown.stripTrailing().replace("\n", "\n" + sign);
  }
}
