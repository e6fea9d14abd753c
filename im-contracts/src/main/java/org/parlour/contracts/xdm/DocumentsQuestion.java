package org.parlour.contracts.xdm;

import java.util.List;
import org.parlour.protocol.address.ImAddress;

/// What is there of a user's documents? Answered by a
/// [org.parlour.contracts.signalling.DocumentsFound] under the user's key, behind every change that
/// was stored before. Changes of documents outside of the user's own tree are told from then on,
/// until a [DocumentForgotten].
///
/// @param id of the question; the answer has it too
/// @param user canonical; who asks, and whose tree it is without `uris`
/// @param uris XCAP URIs of documents and collections, absolute or relative to the root (RFC 5875
///     §4.4); none: the whole tree
public record DocumentsQuestion(String id, ImAddress user, List<String> uris)
    implements XdmCommand {
  public DocumentsQuestion {
    uris = List.copyOf(uris);
  }

  @Override
  public String key() {
    return user.toString();
  }
}
