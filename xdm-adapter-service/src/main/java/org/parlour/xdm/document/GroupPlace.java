package org.parlour.xdm.document;

import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;

/// Where the document of a group lies in the users' tree of the application usage.
///
/// @param xui whose tree, canonical; groups that administrators make have one of their own
/// @param name of the document
public record GroupPlace(String xui, String name) {
  /// In the global tree, before G.
  public static final String BY_GROUP = "byGroupID/";

  private static final String INDEX = "index";

  /// Of a group that an administrator makes.
  public static GroupPlace ofItsOwn(ImAddress uri) {
    return new GroupPlace(uri.toString(), INDEX);
  }

  /// Of a group that an administrator makes for a user, who may change it then.
  static GroupPlace inTreeOf(ImAddress owner, ImAddress uri) {
    return new GroupPlace(owner.canonical().toString(), uri.user());
  }

  /// Where members see the document of a group, wherever it lies.
  ///
  /// @param uri G, canonical
  public static DocumentSelector ofMembers(ImAddress uri) {
    return new DocumentSelector(ApplicationUsages.GROUPS, null, BY_GROUP + uri);
  }
}
