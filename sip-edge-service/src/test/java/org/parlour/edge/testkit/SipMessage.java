package org.parlour.edge.testkit;

import java.nio.charset.StandardCharsets;
import org.parlour.edge.syntax.HeaderBlock;

/// A message as a peer sees it.
public record SipMessage(HeaderBlock head, byte[] body) {
  public int status() {
    return Integer.parseInt(head.startLine().split(" ")[1]);
  }

  public String startLine() {
    return head.startLine();
  }

  public String header(String name) {
    return head.first(name).orElse("");
  }

  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
