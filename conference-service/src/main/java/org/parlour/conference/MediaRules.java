package org.parlour.conference;

import java.util.List;

/// What the operator lets pass in MSRP sessions.
///
/// @param acceptTypes lower case; `*` lets every type pass
/// @param acceptWrappedTypes inside CPIM, likewise
/// @param maxSize octets of one message
public record MediaRules(
    List<String> acceptTypes,
    List<String> acceptWrappedTypes,
    long maxSize,
    boolean privateMessages,
    boolean nicknames) {

  public static final MediaRules OPEN =
      new MediaRules(List.of("*"), List.of("*"), 10_485_760, true, true);

  public MediaRules {
    acceptTypes = List.copyOf(acceptTypes);
    acceptWrappedTypes = List.copyOf(acceptWrappedTypes);
  }
}
