package org.parlour.xdm.upstream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.Mirror;
import org.parlour.xdm.xml.XmlDocument;

/// Documents in memory, and what was published of them.
final class FakeMirror implements Mirror {
  final Map<ImAddress, XmlDocument> here = new HashMap<>();

  /// What was published: the text of a document, `gone`, or `told`.
  final List<String> published = new ArrayList<>();

  /// Why nothing is taken; null while things are.
  GroupRefused.@Nullable Reason refuses;

  @Override
  public boolean fits(ImAddress uri) {
    return uri.host().equals("im.example.org");
  }

  @Override
  public boolean isHere(ImAddress uri) {
    return here.containsKey(uri);
  }

  @Override
  public boolean take(ImAddress uri, XmlDocument document) {
    if (refuses != null) {
      throw new GroupRefused(refuses, "for this test");
    }
    if (document.equals(here.put(uri, document))) {
      return false;
    }
    published.add(document.root().text());
    return true;
  }

  @Override
  public void drop(ImAddress uri) {
    if (here.remove(uri) != null) {
      published.add("gone");
    }
  }

  @Override
  public void tell(ImAddress uri) {
    published.add("told");
  }
}
