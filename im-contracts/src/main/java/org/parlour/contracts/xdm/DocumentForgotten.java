package org.parlour.contracts.xdm;

import org.parlour.protocol.address.ImAddress;

/// A user was told of a document outside of its own tree, and wants to know of it no more.
///
/// @param user canonical
/// @param path its selector, as it was told
public record DocumentForgotten(ImAddress user, String path) implements XdmCommand {
  @Override
  public String key() {
    return user.toString();
  }
}
