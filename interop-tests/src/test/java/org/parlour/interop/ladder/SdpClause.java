package org.parlour.interop.ladder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The session description that a `+sdp` clause asks for.
///
/// Words: `types=` and `wrapped=` (lists with commas), `setup=`, `media=msrp|audio|both`,
/// `path=new` for another MSRP URI, and `a=…` for a line more.
record SdpClause(
    List<String> types,
    List<String> wrapped,
    String setup,
    boolean audio,
    boolean msrp,
    boolean newPath,
    List<String> lines) {

  static SdpClause parse(String words) {
    List<String> types = List.of("message/cpim", "text/plain");
    List<String> wrapped = List.of("*");
    String setup = "active";
    String media = "msrp";
    boolean newPath = false;
    List<String> lines = new ArrayList<>();
    for (String word : words.strip().split("\\s+")) {
      String value = word.substring(word.indexOf('=') + 1);
      switch (word.substring(0, word.length() - value.length())) {
        case "types=" -> types = List.of(value.split(","));
        case "wrapped=" -> wrapped = List.of(value.split(","));
        case "setup=" -> setup = value;
        case "media=" -> media = value;
        case "path=" -> newPath = value.equals("new");
        case "a=" -> lines.add(word);
        case "" -> {}
        default -> throw new IllegalArgumentException("+sdp " + word);
      }
    }
    return new SdpClause(
        types,
        wrapped,
        setup,
        !media.equals("msrp"),
        !media.equals("audio"),
        newPath,
        List.copyOf(lines));
  }

  /// @param path our MSRP URI
  byte[] write(String path, int version) {
    List<String> sdp =
        new ArrayList<>(
            List.of(
                "v=0",
                "o=- 1 " + version + " IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0"));
    if (audio) {
      sdp.add("m=audio 40000 RTP/AVP 0");
    }
    if (msrp) {
      sdp.add("m=message 9 TCP/MSRP *");
      sdp.add("a=accept-types:" + String.join(" ", types));
      sdp.add("a=accept-wrapped-types:" + String.join(" ", wrapped));
      sdp.add("a=setup:" + setup);
      sdp.add("a=path:" + path);
      sdp.addAll(lines);
    }
    return (String.join("\r\n", sdp) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
