package org.parlour.contracts.xdm;

import java.time.Instant;
import org.parlour.protocol.address.ImAddress;

/// Asks for a document that only an upstream XDMS may have.
///
/// What is there comes under its subject's own key in `parlour.signalling`, as every document does.
/// That there is no such group comes too, as a `GroupDocument` of version 0 without definition.
/// Nothing comes while nobody knows. Whoever asks waits for a short time only, so that a question
/// which has grown old is passed over.
public sealed interface UpstreamQuestion extends XdmCommand {
  /// When it was asked.
  Instant at();

  /// Whose document it is.
  ImAddress subject();

  /// For the document of a group.
  ///
  /// @param group G, canonical
  record ResolveGroup(Instant at, ImAddress group) implements UpstreamQuestion {
    @Override
    public ImAddress subject() {
      return group;
    }

    @Override
    public String key() {
      return "org.openmobilealliance.groups/global/byGroupID/" + group.canonical();
    }
  }

  /// For the rules that say who may reach a user.
  ///
  /// @param user canonical
  record ResolveUser(Instant at, ImAddress user) implements UpstreamQuestion {
    @Override
    public ImAddress subject() {
      return user;
    }

    @Override
    public String key() {
      return "org.openmobilealliance.im-rules/users/" + user.canonical() + "/im-rules";
    }
  }
}
